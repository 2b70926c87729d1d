//! A gift as it is pictured: wrapped up, and unwrapped.

use jiff::ToSpan;
use jiff::civil::Date;
use legeplads_feed::{Activity, ActivityKind, Feed, Gift, Given, StopId, Text};

use super::road::OnRoad;
use crate::activities::Move;
use crate::activities::gift::UNWRAP;

/// The first stop with a gift.
pub fn stop(feed: &Feed) -> Option<StopId> {
    let mut stops = feed.stops.values();
    let stop = stops.find(|stop| {
        let activity = feed.activity(&stop.activity);
        activity.is_some_and(|activity| matches!(activity.kind, ActivityKind::Gift(_)))
    });
    stop.map(|stop| stop.id.clone())
}

/// As if staff had decided.
pub fn pose(data: &mut Gift, today: Date, text: &Text) {
    let option = data.options.first().map(|option| option.id.clone());
    data.decided = option.map(|option| Given {
        code: true,
        option,
        on: today,
        text: text.clone(),
        until: Some(today.saturating_add(40.days())),
    });
}

/// What is touched to come to what is pictured: nothing before it is unwrapped.
pub fn moves(activity: Option<&Activity>, road: OnRoad) -> Vec<Move> {
    let is_gift = activity.is_some_and(|one| matches!(one.kind, ActivityKind::Gift(_)));
    match road {
        OnRoad::Decided if is_gift => vec![UNWRAP],
        _ => Vec::new(),
    }
}
