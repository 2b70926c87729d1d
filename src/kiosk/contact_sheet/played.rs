//! How far activities have been played, as pictures of them are asked for.

use legeplads_feed::{Activity, ActivityKind};

use super::ideas;
use crate::activities::form::{ON, STOP};
use crate::activities::round::{MOST_PLAYERS, Round};
use crate::activities::{Move, Play};
use crate::journey::{Action, Cue, Journey, Screen};
use crate::release::Release;
use crate::taps::Taps;

/// More moves than any activity has things to touch.
const MOVES: usize = 64;

/// How far an activity has been played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Played {
    /// Nothing was touched.
    Not,
    /// The first thing was touched, and something is left to do.
    Begun,
    /// All is done.
    Done,
    /// As many players as find room, and the first has answered or voted.
    Together,
    /// All of them have.
    TogetherDone,
    /// So many steps of a form are behind, and something is chosen.
    Step(usize),
}

impl Played {
    pub(super) const ALL: [Self; 5] = [
        Self::Not,
        Self::Begun,
        Self::Done,
        Self::Together,
        Self::TogetherDone,
    ];

    /// As it is told after the name of the stop.
    pub(super) fn suffix(self) -> String {
        let suffix = match self {
            Self::Not => "",
            Self::Begun => ":begun",
            Self::Done => ":done",
            Self::Together => ":together",
            Self::TogetherDone => ":together:done",
            Self::Step(step) => return format!(":step:{step}"),
        };
        suffix.to_owned()
    }
}

/// The steps of a form after its first: what is touched to come to each, and then there.
pub(super) fn steps(activity: Option<&Activity>) -> Vec<Vec<Move>> {
    match activity.map(|activity| &activity.kind) {
        Some(kind @ ActivityKind::Survey(data)) => {
            let mut play = Play::new(kind);
            let mut steps = vec![vec![0, ON, 0, 1]];
            steps.extend((2..data.questions.len()).map(|_| vec![ON, 0, 1]));
            let goes_on = |step: &Vec<Move>| {
                for made in step {
                    play.act(*made, kind);
                }
                !play.is_done(kind)
            };
            steps.into_iter().take_while(goes_on).collect()
        }
        // A board with pegs, for whom, where, and whether there is more.
        Some(ActivityKind::Needs(_)) => {
            let pegs = vec![0, 0, 1, 2, 3, 4, 16, 18, 20, 25];
            vec![pegs, vec![ON, 0, 1], vec![ON, 0], vec![ON]]
        }
        Some(ActivityKind::Ideas(_)) => ideas::steps(),
        // A board each, and what there is; then what there is instead.
        Some(ActivityKind::Finder(data)) => {
            let boards =
                2 + usize::from(!data.ages.is_empty()) + usize::from(!data.places.is_empty());
            let mut steps = vec![vec![0]; boards];
            steps.push([vec![STOP, 2], vec![ON; boards - 2], vec![3]].concat());
            steps
        }
        _ => Vec::new(),
    }
}

/// Plays on a screen that nobody has voted on before.
pub(super) fn play(played: Played, journey: &mut Journey, release: &Release, taps: &mut Taps) {
    *taps = Taps::default();
    let present = match &journey.screen {
        Screen::Stop(id) => release.feed.stop(id),
        _ => None,
    };
    let present = present.and_then(|stop| release.feed.activity(&stop.activity));
    let moves: Vec<Action> = match played {
        Played::Not => Vec::new(),
        Played::Begun => vec![Action::Play(0)],
        Played::Done => (0..MOVES).map(Action::Play).collect(),
        Played::Together => together(present, 1),
        Played::TogetherDone => together(present, MOST_PLAYERS),
        Played::Step(step) => {
            let steps = steps(present);
            let moves = steps.into_iter().take(step).flatten();
            moves.map(Action::Play).collect()
        }
    };
    for made in moves {
        let cues = journey.act(&made, &release.feed, release.site());
        for cue in &cues {
            taps.hear(cue, &release.feed);
        }
        if cues.iter().any(|cue| matches!(cue, Cue::Done(_))) {
            return;
        }
    }
}

/// As many players as find room, and the first of them answer: each one thing further than the one
/// before, so that some are right.
fn together(activity: Option<&Activity>, first: usize) -> Vec<Action> {
    let mut moves = vec![Action::Players(MOST_PLAYERS)];
    let kind = activity.map(|activity| &activity.kind);
    let given: Vec<Move> = match kind {
        Some(ActivityKind::Quiz(data)) => answers(first, data.answers.len()),
        Some(ActivityKind::ThisOrThat(_)) => answers(first, 2),
        Some(ActivityKind::Dots(data)) => {
            let dots = first * data.dots;
            (0..dots)
                .map(|dot| dot % data.choices.len().max(1))
                .collect()
        }
        _ => Vec::new(),
    };
    moves.extend(given.into_iter().map(Action::Play));
    moves
}

/// What the first players answer, of so many answers.
fn answers(first: usize, answers: usize) -> Vec<Move> {
    let answer = |player: usize| Round::made(player, player % answers.max(1), answers);
    (0..first).map(answer).collect()
}
