//! Survey: a few questions, one after the other, each with some answers to choose from.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check};
use crate::language::Text;
use crate::link::Link;
use crate::suggest::{did_you_mean, shorten};
use crate::text::{SURVEY_ANSWER, SURVEY_QUESTION};

/// A few questions. Which comes next may depend on what was answered; the way only ever leads on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Survey {
    /// One to twelve questions. The first one begins.
    pub questions: Vec<Question>,
    /// Where there is more to answer for those who like.
    pub link: Option<Link>,
}

/// A question of a survey.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// What it is called in what is kept.
    pub id: String,
    /// What is asked.
    pub ask: Text,
    /// Two to seven answers.
    pub answers: Vec<SurveyAnswer>,
    /// How many of them may be chosen: one to three.
    pub most: usize,
    /// Where it leads on; by default to the one that stands after it.
    pub next: Option<Next>,
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SurveyAnswer {
    /// What it is called in what is kept.
    pub id: String,
    /// What it says.
    pub text: Text,
    /// Where it leads on, if not where its question does. Only where one answer is chosen.
    pub next: Option<Next>,
}

/// Where a question leads on. The documents have it as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Next {
    /// To a later question, by its id.
    Question(String),
    /// To the thanks.
    End,
}

/// Questions in a survey, answers to one, and how many of them may be chosen.
const QUESTIONS: usize = 12;
const ANSWERS: (usize, usize) = (2, 7);
const MOST: usize = 3;

impl Survey {
    /// The question with an id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The question after one of them, when these of its answers were chosen; none at the end.
    #[must_use]
    pub fn after(&self, question: &Question, chosen: impl Fn(&str) -> bool) -> Option<&Question> {
        let mut answers = question.answers.iter();
        let answer = answers.find(|answer| chosen(&answer.id));
        let next = answer.and_then(|answer| answer.next.as_ref());
        self.led(question, next)
    }

    /// Where an answer leads that says so, or its question.
    fn led(&self, question: &Question, next: Option<&Next>) -> Option<&Question> {
        match next.or(question.next.as_ref()) {
            Some(Next::End) => None,
            Some(Next::Question(id)) => self.question(id),
            None => self.questions.get(self.place(&question.id)? + 1),
        }
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.id == id)
    }

    /// The places of all the questions that one may lead to, whatever is answered or passed over.
    fn ways(&self, question: &Question) -> Vec<usize> {
        let answers = question.answers.iter().map(|answer| answer.next.as_ref());
        let nexts = answers.chain([None]);
        let led = nexts.filter_map(|next| self.led(question, next));
        led.filter_map(|led| self.place(&led.id)).collect()
    }

    /// How many questions the longest way has that begins with this one.
    #[must_use]
    pub fn ahead(&self, question: &Question) -> usize {
        let mut longest = vec![0; self.questions.len()];
        for (place, one) in self.questions.iter().enumerate().rev() {
            let ways = self.ways(one).into_iter().filter(|way| *way > place);
            let further = ways.filter_map(|way| longest.get(way).copied()).max();
            longest[place] = 1 + further.unwrap_or(0);
        }
        let place = self.place(&question.id);
        place.map_or(0, |place| longest[place])
    }

    /// Checks that every question can be come to.
    fn reach(&self, at: &At, check: &mut Check) {
        let mut reached = vec![false; self.questions.len()];
        for (place, question) in self.questions.iter().enumerate() {
            if place > 0 && !reached[place] {
                let message = format!("no answer leads to `{}`", shorten(&question.id));
                let help = "questions follow each other; a `next` that passes one over needs \
                            another that does not";
                let help = Some(help.to_owned());
                let at = at.item(place);
                check.error(&at.field("id"), "unreachable-question", message, help);
            }
            for way in self.ways(question) {
                reached[way] = true;
            }
        }
    }
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use super::Next;
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Survey {
        pub questions: Vec<Question>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<String>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Question {
        pub id: String,
        pub ask: Words,
        pub answers: Vec<Answer>,
        #[serde(default = "one", skip_serializing_if = "is_one")]
        pub most: usize,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next: Option<Next>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Answer {
        pub id: String,
        pub text: Words,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next: Option<Next>,
    }

    fn one() -> usize {
        1
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    fn is_one(most: &usize) -> bool {
        *most == 1
    }

    impl From<&super::Survey> for Survey {
        fn from(survey: &super::Survey) -> Self {
            Self {
                questions: survey.questions.iter().map(Question::from).collect(),
                link: survey.link.as_ref().map(ToString::to_string),
            }
        }
    }

    impl From<&super::Question> for Question {
        fn from(question: &super::Question) -> Self {
            Self {
                id: question.id.clone(),
                ask: (&question.ask).into(),
                answers: question.answers.iter().map(Answer::from).collect(),
                most: question.most,
                next: question.next.clone(),
            }
        }
    }

    impl From<&super::SurveyAnswer> for Answer {
        fn from(answer: &super::SurveyAnswer) -> Self {
            Self {
                id: answer.id.clone(),
                text: (&answer.text).into(),
                next: answer.next.clone(),
            }
        }
    }
}

impl wire::Survey {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Survey {
        let at_questions = at.field("questions");
        let count = self.questions.len();
        check.count(&at_questions, "questions", count, 1, QUESTIONS);
        let ids: Vec<String> = self.questions.iter().map(|one| one.id.clone()).collect();
        check.own_ids(&at_questions, ("a question", "question"), &ids);
        let before = check.errors();
        let questions = self.questions.into_iter().enumerate().take(QUESTIONS);
        let survey = Survey {
            questions: questions
                .map(|(place, one)| one.resolve(&at_questions.item(place), place, &ids, check))
                .collect(),
            link: check.link(&at.field("link"), self.link),
        };
        // A way that leads nowhere was told of, and what lies behind it is not to be told of, too.
        if check.errors() == before {
            survey.reach(&at_questions, check);
        }
        survey
    }
}

impl wire::Question {
    /// The question at a place among those with these ids.
    fn resolve(self, at: &At, place: usize, ids: &[String], check: &mut Check) -> Question {
        let at_answers = at.field("answers");
        let (least, most) = ANSWERS;
        let count = self.answers.len();
        check.count(&at_answers, "answers", count, least, most);
        let own: Vec<&str> = self.answers.iter().map(|one| one.id.as_str()).collect();
        check.own_ids(&at_answers, ("an answer", "answer"), &own);
        let at_most = at.field("most");
        check.within(&at_most, "most", self.most, 1, MOST.min(count.max(1)));
        check.next(&at.field("next"), self.next.as_ref(), place, ids);
        let has_several = self.most > 1;
        let answers = self.answers.into_iter().enumerate();
        let answers = answers.map(|(number, answer)| {
            let at = at_answers.item(number);
            let at_next = at.field("next");
            check.next(&at_next, answer.next.as_ref(), place, ids);
            if has_several && answer.next.is_some() {
                let message = "several answers may be chosen, and they could lead apart".to_owned();
                let help = "write `next` beside `most`, for all of them".to_owned();
                check.error(&at_next, "next-of-several", message, Some(help));
            }
            SurveyAnswer {
                text: check.text(&at.field("text"), answer.text, SURVEY_ANSWER),
                id: answer.id,
                next: answer.next,
            }
        });
        Question {
            answers: answers.collect(),
            ask: check.text(&at.field("ask"), self.ask, SURVEY_QUESTION),
            id: self.id,
            most: self.most,
            next: self.next,
        }
    }
}

impl Check<'_> {
    /// Checks that a question at a place leads to a later one of those with these ids.
    fn next(&mut self, at: &At, next: Option<&Next>, place: usize, ids: &[String]) {
        let Some(Next::Question(id)) = next else {
            return;
        };
        let shown = shorten(id);
        match ids.iter().position(|known| known == id) {
            None => {
                let known = ids.iter().map(String::as_str);
                let help = self.suggester.nearest(id, known).map(did_you_mean);
                let message = format!("unknown question `{shown}`");
                self.error(at, "unknown-question", message, help);
            }
            Some(led) if led <= place => {
                let message = format!("`{shown}` does not stand after this question");
                let help = "a survey only ever leads on: let it lead to a later question, or write \
                            `next: End`";
                self.error(at, "backward-next", message, Some(help.to_owned()));
            }
            Some(_) => {}
        }
    }
}
