//! Nobody is there: the island itself, alive. There is no "touch to begin".

use super::Talk;
use super::{board, island, pieces};
use crate::attract::TurnsOver;
use crate::ui::Ui;

/// Lays the same pieces as on the island: the first touch already does something.
pub fn lay(ui: &mut Ui, talk: &Talk) {
    island::town(ui, talk);
    let headline = &talk.feed().headline;
    if talk.journey.is_still() {
        let languages = talk.release.site().languages(talk.feed()).iter();
        let others: Vec<&str> = languages
            .filter(|language| **language != talk.journey.language)
            .map(|language| headline.get(language))
            .collect();
        let others = (!others.is_empty()).then(|| others.join("\n"));
        pieces::sign(ui, false, talk.text(headline), others.as_deref());
    } else {
        let sign = pieces::sign(ui, false, talk.text(headline), None);
        ui.with(sign, TurnsOver);
        if let Some(begun) = talk.turn.turned {
            ui.unfold(sign, begun);
        }
    }
    island::invitation(ui, talk);
    board::button::lay(ui, talk);
}
