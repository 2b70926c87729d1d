//! Gift: what newcomers may be given, and what it became. It is voted on elsewhere, by a vote of any
//! kind.

use jiff::civil::Date;
use serde::Serialize;

use crate::check::{At, Check, Kind};
use crate::id::DrawingId;
use crate::language::Text;
use crate::suggest::{did_you_mean, one_of, shorten};
use crate::text::{GIFT, LABEL};

/// Look at what may be given; once it is decided, unwrap it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gift {
    /// Two to five things to choose among.
    pub options: Vec<GiftOption>,
    /// Which one it became, if that is known.
    pub decided: Option<Given>,
}

/// Something that may be given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GiftOption {
    /// What it is called in the document.
    pub id: String,
    /// What it is called on the glass.
    pub label: Text,
    /// The picture of it.
    pub drawing: DrawingId,
    /// What it is.
    pub text: Text,
}

/// What is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Given {
    /// The id of the option.
    pub option: String,
    /// The day at the place on which it is unwrapped; until then all options are shown.
    pub on: Date,
    /// Where it is fetched, and how.
    pub text: Text,
    /// The last day on which it is; none if nobody has said.
    pub until: Option<Date>,
    /// Whether kiosks that have a claim key give out a code for it.
    pub code: bool,
}

/// How many there may be to choose among.
const OPTIONS: (usize, usize) = (2, 5);

impl Gift {
    /// What is given, as it is told on a day at the place: the option and how it is fetched. Nothing
    /// before it is decided, and nothing once it is over.
    #[must_use]
    pub fn given(&self, today: Date) -> Option<(&GiftOption, &Given)> {
        let given = self.decided.as_ref()?;
        let is_told = given.on <= today && given.until.is_none_or(|until| today <= until);
        let mut options = self.options.iter();
        let option = options.find(|option| option.id == given.option)?;
        is_told.then_some((option, given))
    }
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::id::DrawingId;
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Gift {
        pub options: Vec<GiftOption>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decided: Option<Given>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct GiftOption {
        pub id: String,
        pub label: Words,
        pub drawing: DrawingId,
        pub text: Words,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Given {
        pub option: String,
        pub on: String,
        pub text: Words,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<String>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub code: bool,
    }

    impl From<&super::Gift> for Gift {
        fn from(gift: &super::Gift) -> Self {
            let option = |option: &super::GiftOption| GiftOption {
                id: option.id.clone(),
                label: (&option.label).into(),
                drawing: option.drawing.clone(),
                text: (&option.text).into(),
            };
            Self {
                options: gift.options.iter().map(option).collect(),
                decided: gift.decided.as_ref().map(|given| Given {
                    option: given.option.clone(),
                    on: given.on.to_string(),
                    text: (&given.text).into(),
                    until: given.until.map(|until| until.to_string()),
                    code: given.code,
                }),
            }
        }
    }
}

impl wire::Gift {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Gift {
        let at_options = at.field("options");
        let (least, most) = OPTIONS;
        check.count(&at_options, "options", self.options.len(), least, most);
        let ids: Vec<String> = self.options.iter().map(|one| one.id.clone()).collect();
        check.own_ids(&at_options, ("an option", "option"), &ids);
        let options = self.options.into_iter().enumerate().map(|(number, one)| {
            let at = at_options.item(number);
            check.refer(Kind::Drawing, &at.field("drawing"), one.drawing.as_str());
            GiftOption {
                label: check.text(&at.field("label"), one.label, LABEL),
                text: check.text(&at.field("text"), one.text, GIFT),
                id: one.id,
                drawing: one.drawing,
            }
        });
        let options = options.collect();
        let at = at.field("decided");
        Gift {
            options,
            decided: self
                .decided
                .and_then(|given| given.resolve(&at, &ids, check)),
        }
    }
}

impl wire::Given {
    /// What is given of the options with these ids.
    fn resolve(self, at: &At, ids: &[String], check: &mut Check) -> Option<Given> {
        if !ids.contains(&self.option) {
            let known = ids.iter().map(String::as_str);
            let near = check.suggester.nearest(&self.option, known.clone());
            let help = near.map_or_else(
                || format!("the options are {}", one_of(known)),
                did_you_mean,
            );
            let message = format!("unknown option `{}`", shorten(&self.option));
            check.error(&at.field("option"), "unknown-option", message, Some(help));
        }
        let text = check.text(&at.field("text"), self.text, GIFT);
        let on = check.day(&at.field("on"), &self.on);
        let at_until = at.field("until");
        let until = self.until.and_then(|until| check.day(&at_until, &until));
        let on = on?;
        if let Some(until) = until.filter(|until| *until < on) {
            let message = format!("it is over on {until}, and decided on {on}");
            let help = "let `until` be `on` or a later day".to_owned();
            check.error(&at_until, "over-before-decided", message, Some(help));
        }
        Some(Given {
            option: self.option,
            on,
            text,
            until,
            code: self.code,
        })
    }
}
