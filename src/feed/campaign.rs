//! Cards for certain people at certain sites on certain dates: `campaigns.ron`.

use serde::{Deserialize, Serialize};

use crate::card::Audience;
use crate::check::{At, Check, Kind};
use crate::id::{CampaignId, CardId, SiteId};
use crate::limits::DOCUMENTS;
use crate::reveal::{self, Reveal};
use crate::schedule::When;

/// Cards that are shown to an audience for some time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// Whom it is for; none means everybody.
    pub audiences: Vec<Audience>,
    /// The sites it is shown at; none means all.
    pub sites: Vec<SiteId>,
    /// When it is shown.
    pub when: When,
    /// What is shown; at least one.
    pub cards: Vec<CardId>,
    /// When it is unveiled, on all screens at once; it is nowhere to be seen before. See
    /// [`Campaign::runs`].
    pub reveal: Option<Reveal>,
}

pub(crate) mod wire {
    use super::{Audience, CampaignId, CardId, Deserialize, Serialize, SiteId};
    use crate::schedule::wire::When;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Campaign {
        pub id: CampaignId,
        #[serde(default)]
        pub audiences: Vec<Audience>,
        #[serde(default)]
        pub sites: Vec<SiteId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub when: Option<When>,
        pub cards: Vec<CardId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reveal_at: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub countdown: Option<u32>,
    }

    impl From<&super::Campaign> for Campaign {
        fn from(campaign: &super::Campaign) -> Self {
            Self {
                id: campaign.id.clone(),
                audiences: campaign.audiences.clone(),
                sites: campaign.sites.clone(),
                when: Some((&campaign.when).into()),
                cards: campaign.cards.clone(),
                reveal_at: (campaign.reveal.as_ref())
                    .map(|reveal| reveal.at.datetime().to_string()),
                countdown: (campaign.reveal.as_ref()).map(|reveal| reveal.countdown.into()),
            }
        }
    }
}

impl wire::Campaign {
    pub(crate) fn define(&self, at: &At, check: &mut Check) {
        check.define(Kind::Campaign, at, self.id.as_str());
    }

    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Campaign {
        check.refer_all(Kind::Site, &at.field("sites"), &self.sites);
        check.count(&at.field("cards"), "cards", self.cards.len(), 1, DOCUMENTS);
        check.refer_all(Kind::Card, &at.field("cards"), &self.cards);
        let (reveal_at, countdown) = (self.reveal_at.as_deref(), self.countdown);
        let campaign = Campaign {
            reveal: reveal::resolve(reveal_at, countdown, at, check),
            when: crate::schedule::wire::When::resolve(self.when, &at.field("when"), check),
            id: self.id,
            audiences: self.audiences,
            sites: self.sites,
            cards: self.cards,
        };
        reveal::against_dates(&campaign, at, check);
        campaign
    }
}
