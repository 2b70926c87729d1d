//! What the show's hand does next, and when. Pure: where the visitor would be and what there is to
//! touch come in, what to touch comes out.

use std::time::Duration;

use legeplads_feed::{ActivityKind, Feed, Language, Site};

use crate::activities::{Move, Play};
use crate::journey::{Action, Cue, Journey, Screen};
use crate::motion::show::{ANSWERED, ARRIVED, CALLED, ENDED, READ};
use crate::ui::Target;

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// So long after the screen came to be as it is.
    pub after: Duration,
    /// This.
    pub what: What,
}

/// What the show does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The hand presses what does this.
    Press(Action),
    /// The round is over: everything as nobody left it.
    Rest,
}

/// The language of a round: the one that was asked for, else the site's in turn.
pub fn language<'a>(
    round: usize,
    asked: Option<&'a Language>,
    languages: &'a [Language],
) -> Option<&'a Language> {
    let turn = || languages.get(round.checked_rem(languages.len()).unwrap_or(0));
    asked.or_else(turn)
}

/// The next step of a round of the show in a language. `targets` is all that can be touched: what cannot is not
/// asked for. Nothing if there is nothing to do here yet.
pub fn next(
    journey: &Journey,
    feed: &Feed,
    site: &Site,
    round: usize,
    asked: Option<&Language>,
    targets: &[Target],
) -> Option<Next> {
    let can = |action: &Action| targets.iter().any(|target| target.action == *action);
    let press = |after, action: Action| {
        can(&action).then_some(Next {
            after,
            what: What::Press(action),
        })
    };
    let language = language(round, asked, site.languages(feed));
    let speak = language.map(|language| Action::Speak(language.clone()));
    match &journey.screen {
        Screen::Attract => {
            let speak = speak.and_then(|speak| press(CALLED, speak));
            speak.or_else(|| press(CALLED, Action::StartTour))
        }
        Screen::Island if language.is_some_and(|language| *language != journey.language) => {
            press(ANSWERED, speak?)
        }
        Screen::Island | Screen::Board(_) => {
            press(ARRIVED, Action::StartTour).or_else(|| press(ARRIVED, Action::Home))
        }
        Screen::Stop(id) => {
            let stop = feed.stop(id)?;
            let kind = &feed.activity(&stop.activity)?.kind;
            let play = journey.play.as_ref()?;
            // A hand needs nothing, looks for nothing and has moved nowhere: that is left to visitors.
            let is_visitors = matches!(
                kind,
                ActivityKind::Survey(_) | ActivityKind::Needs(_) | ActivityKind::Finder(_)
            );
            if is_visitors || play.is_done(kind) {
                return press(READ, Action::Next).or_else(|| press(READ, Action::Home));
            }
            let after = match () {
                // A page is read before it is turned.
                () if play.turn(kind).is_some() => READ,
                () if play.is_untouched() => ARRIVED,
                () => ANSWERED,
            };
            press(after, Action::Play(good_move(play, kind, round, targets)?))
        }
        Screen::Aware(_) => {
            let count = feed.awareness.as_ref()?.answers.len();
            press(ARRIVED, Action::Know(round.checked_rem(count).unwrap_or(0)))
        }
        Screen::Finish => Some(Next {
            after: ENDED,
            what: What::Rest,
        }),
        Screen::Closed => None,
    }
}

/// A move that brings the activity on: one that is praised, if there is one. Each round takes
/// another where several are.
fn good_move(play: &Play, kind: &ActivityKind, round: usize, targets: &[Target]) -> Option<Move> {
    let onward = targets.iter().filter(|target| target.action.leads_on());
    let mut moves: Vec<Move> = onward
        .filter_map(|target| match target.action {
            Action::Play(made) => Some(made),
            _ => None,
        })
        .collect();
    moves.sort_unstable();
    moves.dedup();
    let tried = moves.into_iter().filter_map(|made| {
        let mut after = play.clone();
        let cue = after.act(made, kind);
        (after != *play).then_some((made, matches!(cue, Cue::Good(_))))
    });
    let tried: Vec<(Move, bool)> = tried.collect();
    let praised: Vec<Move> = (tried.iter().filter(|(_, good)| *good))
        .map(|(made, _)| *made)
        .collect();
    let nth = praised.get(round.checked_rem(praised.len()).unwrap_or(0));
    // Where nothing is praised any more, what leads on comes before what was seen.
    let turn = play.turn(kind);
    let turn = turn.filter(|turn| tried.iter().any(|(made, _)| made == turn));
    (nth.copied().or(turn)).or_else(|| Some(tried.first()?.0))
}
