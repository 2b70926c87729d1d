//! The meadow round the notice board. The board itself lies on the glass, as paper does.

use legeplads_feed::{Ground, Scene, Toy, ToyKind};

/// What stands about the board: children who read it, low things in front, trees behind.
pub fn meadow(portrait: bool) -> Scene {
    let toy = |kind, at, turn, scale, colour: Option<&str>| Toy {
        kind,
        at,
        turn,
        scale,
        colour: colour.map(str::to_owned),
    };
    // The first one brings the paved place on which the board stands.
    let toys = if portrait {
        vec![
            toy(ToyKind::Flower, (0.2, 6.6), 0.0, 1.0, None),
            toy(ToyKind::Child, (-4.2, 17.8), 0.5, 1.3, Some("red")),
            toy(ToyKind::Child, (4.5, 18.0), -0.5, 1.3, Some("blue")),
        ]
    } else {
        vec![
            toy(ToyKind::Flower, (-1.2, 4.4), 0.0, 1.0, None),
            toy(ToyKind::Child, (-6.6, 8.1), 0.5, 1.4, Some("red")),
            toy(ToyKind::Child, (-5.1, 7.9), 0.3, 1.4, Some("blue")),
            toy(ToyKind::Child, (3.4, 8.1), -0.5, 1.4, Some("yellow")),
        ]
    };
    Scene {
        ground: Ground::Meadow,
        seed: 58,
        toys,
    }
}
