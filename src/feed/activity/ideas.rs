//! Ideas: who does what where, each picked as a picture. Whatever is put together is sensible and
//! harmless, so that nobody needs to read an idea before it counts.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::project::Project;
use crate::check::{At, Check, Kind};
use crate::id::DrawingId;
use crate::language::{Language, Text};
use crate::suggest::{did_you_mean, one_of, shorten};
use crate::text::{ASKED_BY, PICTURE_WORD};

/// Put an idea together from pictures, and support those of others.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ideas {
    /// Who does it: three to eight pictures, as in the other rows.
    pub who: Vec<PictureWord>,
    /// What they do.
    pub does: Vec<PictureWord>,
    /// With what.
    pub what: Vec<PictureWord>,
    /// Where.
    pub place: Vec<PictureWord>,
    /// Who wants to know.
    pub asked_by: Text,
    /// Ideas that staff have put on the wall, twelve at most.
    pub gathered: Vec<Gathered>,
    /// The last day until which support of those was counted.
    pub until: Option<Date>,
    /// Ideas that have become projects, three at most.
    pub projects: Vec<Project>,
}

/// A picture that stands for a word.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PictureWord {
    /// What it is called in what is counted.
    pub id: String,
    /// What it is called on the glass, as it stands in a sentence.
    pub label: Text,
    /// The picture of it.
    pub drawing: DrawingId,
}

/// An idea: one picture's id of each row, in their order. The documents have it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Idea(pub [String; Idea::ROWS]);

/// An idea that staff have put on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gathered {
    /// The idea.
    pub idea: Idea,
    /// How often it was supported on all screens, as staff publish it: taps, not people.
    pub support: Option<u32>,
}

/// Pictures in a row.
const WORDS: (usize, usize) = (3, 8);
/// Letters of a picture's id: four of them and an activity's make a name that can be counted.
const ID: usize = 12;
/// Ideas that staff put on the wall, and those that have become projects.
const GATHERED: usize = 12;
const PROJECTS: usize = 3;
/// The least number that is published: below it, numbers may tell of a person.
const TOLD: u32 = 10;

impl Idea {
    /// How many pictures an idea has: who, does, what, place.
    pub const ROWS: usize = 4;
    /// What the rows are called in the documents.
    pub const NAMES: [&'static str; Self::ROWS] = ["who", "does", "what", "place"];
}

impl fmt::Display for Idea {
    /// As it is counted: `children/build/dens/forest`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}

impl Ideas {
    /// The rows in their order.
    #[must_use]
    pub fn rows(&self) -> [&[PictureWord]; Idea::ROWS] {
        [&self.who, &self.does, &self.what, &self.place]
    }

    /// The pictures of an idea, in their order; none if one of them is not there.
    #[must_use]
    pub fn words(&self, idea: &Idea) -> Option<[&PictureWord; Idea::ROWS]> {
        let rows = self.rows();
        let word = |row: usize| rows[row].iter().find(|word| word.id == idea.0[row]);
        Some([word(0)?, word(1)?, word(2)?, word(3)?])
    }

    /// An idea as a sentence.
    #[must_use]
    pub fn sentence(&self, idea: &Idea, language: &Language) -> Option<String> {
        let labels = self.words(idea)?.map(|word| word.label.get(language));
        Some(labels.join(" "))
    }

    /// The project that an idea has become, as it is told on a day at the place.
    #[must_use]
    pub fn project(&self, idea: &Idea, today: Date) -> Option<&Project> {
        let mut projects = self.projects.iter();
        projects.find(|project| project.idea == *idea && project.state(today).is_some())
    }
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use super::Idea;
    use crate::activity::project::wire::Project;
    use crate::id::DrawingId;
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Ideas {
        pub who: Vec<Word>,
        pub does: Vec<Word>,
        pub what: Vec<Word>,
        pub place: Vec<Word>,
        pub asked_by: Words,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub gathered: Vec<Gathered>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub projects: Vec<Project>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Word {
        pub id: String,
        pub label: Words,
        pub drawing: DrawingId,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Gathered {
        pub idea: Idea,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub support: Option<u32>,
    }

    impl From<&super::PictureWord> for Word {
        fn from(word: &super::PictureWord) -> Self {
            Self {
                id: word.id.clone(),
                label: (&word.label).into(),
                drawing: word.drawing.clone(),
            }
        }
    }

    impl From<&super::Ideas> for Ideas {
        fn from(ideas: &super::Ideas) -> Self {
            let row = |row: &[super::PictureWord]| row.iter().map(Word::from).collect();
            let gathered = |one: &super::Gathered| Gathered {
                idea: one.idea.clone(),
                support: one.support,
            };
            Self {
                who: row(&ideas.who),
                does: row(&ideas.does),
                what: row(&ideas.what),
                place: row(&ideas.place),
                asked_by: (&ideas.asked_by).into(),
                gathered: ideas.gathered.iter().map(gathered).collect(),
                until: ideas.until.map(|until| until.to_string()),
                projects: ideas.projects.iter().map(Project::from).collect(),
            }
        }
    }
}

impl wire::Ideas {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Ideas {
        let mut row = |name: &str, words: Vec<wire::Word>| {
            let at = at.field(name);
            check.row(&at, &words);
            let words = words.into_iter().enumerate();
            let words = words.map(|(number, word)| word.resolve(&at.item(number), check));
            words.collect()
        };
        let mut ideas = Ideas {
            who: row("who", self.who),
            does: row("does", self.does),
            what: row("what", self.what),
            place: row("place", self.place),
            asked_by: check.text(&at.field("asked_by"), self.asked_by, ASKED_BY),
            gathered: Vec::new(),
            until: None,
            projects: Vec::new(),
        };
        let at_until = at.field("until");
        let says_until = self.until.is_some();
        ideas.until = self.until.and_then(|until| check.day(&at_until, &until));
        let at_gathered = at.field("gathered");
        check.most(&at_gathered, "ideas", self.gathered.len(), GATHERED);
        let mut seen = Vec::new();
        for (number, one) in self.gathered.into_iter().enumerate().take(GATHERED) {
            let at = at_gathered.item(number);
            ideas.check(&one.idea, &at.field("idea"), &mut seen, check);
            let at_support = at.field("support");
            match one.support {
                Some(support) if support < TOLD => {
                    let message =
                        format!("`support` is {support}; numbers are told from {TOLD} on");
                    let help = "leave `support` out until the report gives a number".to_owned();
                    check.error(&at_support, "too-few-to-tell", message, Some(help));
                }
                Some(_) if !says_until => {
                    let message = "nothing says until when this was counted".to_owned();
                    let help = "say it with `until`, beside `gathered`".to_owned();
                    check.error(&at_support, "missing-until", message, Some(help));
                }
                _ => {}
            }
            ideas.gathered.push(Gathered {
                idea: one.idea,
                support: one.support,
            });
        }
        let at_projects = at.field("projects");
        check.most(&at_projects, "projects", self.projects.len(), PROJECTS);
        let mut seen = Vec::new();
        for (number, project) in self.projects.into_iter().enumerate().take(PROJECTS) {
            let at = at_projects.item(number);
            ideas.check(&project.idea, &at.field("idea"), &mut seen, check);
            ideas.projects.push(project.resolve(&at, check));
        }
        ideas
    }
}

impl wire::Word {
    fn resolve(self, at: &At, check: &mut Check) -> PictureWord {
        check.refer(Kind::Drawing, &at.field("drawing"), self.drawing.as_str());
        PictureWord {
            label: check.text(&at.field("label"), self.label, PICTURE_WORD),
            id: self.id,
            drawing: self.drawing,
        }
    }
}

impl Ideas {
    /// Checks that all pictures of an idea are there, and that it does not stand among those before it.
    fn check(&self, idea: &Idea, at: &At, seen: &mut Vec<Idea>, check: &mut Check) {
        for ((row, name), (number, id)) in
            (self.rows().iter().zip(Idea::NAMES)).zip(idea.0.iter().enumerate())
        {
            if row.iter().any(|word| word.id == *id) {
                continue;
            }
            let known = row.iter().map(|word| word.id.as_str());
            let near = check.suggester.nearest(id, known.clone());
            let help = near.map_or_else(
                || format!("its pictures are {}", one_of(known)),
                did_you_mean,
            );
            let message = format!("`{}` is no picture of the row `{name}`", shorten(id));
            check.error(&at.item(number), "unknown-picture", message, Some(help));
        }
        if seen.contains(idea) {
            let message = format!("the idea `{}` is there already", shorten(&idea.to_string()));
            check.error(at, "listed-twice", message, None);
        }
        seen.push(idea.clone());
    }
}

impl Check<'_> {
    fn row(&mut self, at: &At, words: &[wire::Word]) {
        self.count(at, "pictures", words.len(), WORDS.0, WORDS.1);
        let ids: Vec<&str> = words.iter().map(|word| word.id.as_str()).collect();
        self.own_ids(at, ("a picture", "picture"), &ids);
        for (number, id) in ids.iter().enumerate().filter(|(_, id)| id.len() > ID) {
            let message = format!("`{}` is too long for the id of a picture", shorten(id));
            let help = format!("{ID} characters are enough: an idea is counted by four of them");
            let at = at.item(number);
            self.error(&at.field("id"), "id-too-long", message, Some(help));
        }
    }

    /// Checks that there are not too many of something that may be left out.
    fn most(&mut self, at: &At, what: &str, count: usize, most: usize) {
        if count > most {
            self.count(at, what, count, 0, most);
        }
    }
}
