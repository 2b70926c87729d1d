//! What is printed reads as what it was.

mod support;

use jiff::civil::Date;
use legeplads_feed::{
    ActivityKind, Audience, Basis, CardId, Cutout, DayPart, Decision, Documents, Feed, Form, Hours,
    Link, PartialDate, Rgb, Road, Start, Step, StopId, Tally, Text, Theme, TimeOfDay, ToyKind,
    VolumeAt, Weekday, When, print, read,
};
use proptest::prelude::*;

fn tiny() -> Feed {
    read(&support::tiny()).feed.expect("a feed")
}

/// A text in both languages, with all that has a meaning in RON.
fn words(most: usize) -> impl Strategy<Value = Text> {
    let word = "[a-zæøåß\"'\\\\,:(){}\\[\\]#/🦆é-]{1,9}";
    let line = prop::collection::vec(word, 1..=2).prop_map(move |words| {
        let text = words.join(" ");
        text.chars()
            .take(most)
            .collect::<String>()
            .trim()
            .to_owned()
    });
    let languages = tiny().languages;
    (line.clone(), line).prop_map(move |(a, b)| Text::new(languages.iter().cloned().zip([a, b])))
}

fn date() -> impl Strategy<Value = Date> {
    (1900_i16..2200, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

/// A vote's road, its dates one after the other.
fn road() -> impl Strategy<Value = Road> {
    let dates = prop::collection::btree_set(date(), 5);
    let kept = prop::array::uniform5(any::<bool>());
    (dates, kept, words(20), any::<u32>()).prop_map(|(dates, kept, text, taps)| {
        let dates: Vec<Date> = dates.into_iter().collect();
        let day = |number: usize| Some(dates[number]).filter(|_| kept[number]);
        Road {
            opens: day(0),
            closes: Some(dates[1]),
            decided: day(3),
            decision: day(4).map(|on| Decision { on, text }),
            result: day(2).map(|until| Tally {
                taps: vec![taps],
                until,
            }),
        }
    })
}

fn partial_date() -> impl Strategy<Value = PartialDate> {
    prop_oneof![
        (0_i16..=9999).prop_map(PartialDate::Year),
        (0_i16..=9999, 1_i8..=12).prop_map(|(year, month)| PartialDate::Month(year, month)),
        date().prop_map(PartialDate::Day),
    ]
}

fn time() -> impl Strategy<Value = TimeOfDay> {
    (0_u8..24, 0_u8..60).prop_map(|(hour, minute)| TimeOfDay::new(hour, minute).expect("a time"))
}

fn days() -> impl Strategy<Value = Vec<Weekday>> {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    prop::sample::subsequence(vec![Mon, Tue, Wed, Thu, Fri, Sat, Sun], 1..=7)
}

fn when() -> impl Strategy<Value = When> {
    use DayPart::{Day, Evening, Morning, Night};
    let parts = prop::sample::subsequence(vec![Morning, Day, Evening, Night], 0..=4);
    let dates = (prop::option::of(date()), prop::option::of(date()));
    (dates, prop_oneof![Just(Vec::new()), days()], parts).prop_map(|((a, b), weekdays, parts)| {
        let (from, until) = match (a, b) {
            (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
            other => other,
        };
        When {
            from,
            until,
            weekdays,
            parts,
        }
    })
}

fn hours() -> impl Strategy<Value = Vec<Hours>> {
    let one = (days(), time(), time())
        .prop_filter("no time between", |(_, from, to)| from != to)
        .prop_map(|(days, from, to)| Hours { days, from, to });
    prop::collection::vec(one, 0..4)
}

fn link() -> impl Strategy<Value = Link> {
    "https://[a-z0-9]{1,9}\\.[a-z]{2,3}(/[A-Za-z0-9._~%?=&'-]{0,20})?"
        .prop_map(|text| text.parse().expect("a link"))
}

fn any_number() -> impl Strategy<Value = f32> {
    prop_oneof![
        -9.0_f32..9.0,
        Just(0.0),
        Just(-0.1),
        Just(1e-7),
        Just(0.1 + 0.2)
    ]
}

/// One change of the tiny feed that leaves it without fault.
struct Change {
    value: String,
    apply: Box<dyn Fn(&mut Feed)>,
}

impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.value)
    }
}

fn change() -> impl Strategy<Value = Change> {
    fn of<T: std::fmt::Debug + Clone + 'static>(
        values: impl Strategy<Value = T> + 'static,
        apply: impl Fn(&mut Feed, T) + Clone + 'static,
    ) -> BoxedStrategy<Change> {
        values
            .prop_map(move |value| {
                let apply = apply.clone();
                Change {
                    value: format!("{value:?}"),
                    apply: Box::new(move |feed: &mut Feed| apply(feed, value.clone())),
                }
            })
            .boxed()
    }
    let card = |feed: &mut Feed, change: &dyn Fn(&mut legeplads_feed::Card)| {
        feed.cards.values_mut().for_each(change);
    };
    prop_oneof![
        of(words(20), |feed, text| feed.headline = text),
        of(prop::option::of(words(20)), |feed, text| feed.legal = text),
        of(words(20), |feed, text| feed.sites[0].name = text),
        of(words(19), move |feed, text| card(feed, &|card| card.body =
            text.clone())),
        of(words(20), move |feed, text| card(feed, &|card| {
            if let Some(picture) = &mut card.picture {
                picture.alt = text.clone();
            }
        })),
        of(when(), move |feed, when| card(feed, &|card| card.valid =
            when.clone())),
        of(partial_date(), |feed, date| feed.sources[0].seen = date),
        of(partial_date(), move |feed, date| card(feed, &|card| {
            if let Basis::Fact { as_of, .. } = &mut card.basis {
                *as_of = date;
            }
        })),
        of(any::<bool>(), move |feed, some| card(feed, &|card| {
            card.picture = card.picture.take().filter(|_| some);
            card.themes = vec![Theme::GrowingBusiness; usize::from(some)];
            card.audiences = vec![Audience::Sometimes; usize::from(some)];
        })),
        of(prop::option::of(link()), move |feed, link| {
            card(feed, &|card| card.link.clone_from(&link));
            feed.events
                .iter_mut()
                .for_each(|event| event.link.clone_from(&link));
            feed.offers[0].link = link;
        }),
        of(
            (any_number(), 0.1_f32..90.0, 0_u32..40),
            |feed, (x, length, times)| {
                for drawing in feed.drawings.values_mut() {
                    drawing.pieces.push(Cutout::Group {
                        at: (x, length),
                        turn: x,
                        scale: (1.0, -1.0),
                        times,
                        step: Step::default(),
                        pieces: vec![Cutout::Cut {
                            form: Form::Circle {
                                at: (x, x),
                                radius: length,
                            },
                            colour: "plum".to_owned(),
                            tone: x / 10.0,
                            lift: 1.0,
                        }],
                    });
                }
            }
        ),
        of(hours(), |feed, hours| feed.sites[0].hours = hours),
        of(hours(), |feed, hours| feed.offers[0].hours = hours),
        of(
            (prop::option::of(time()), prop::option::of(time())),
            |feed, (starts, ends)| {
                if let Some(event) = feed.events.first_mut().filter(|_| starts != ends) {
                    (event.starts, event.ends) = (starts, ends);
                }
            }
        ),
        of((0_u8..=100, time(), time()), |feed, (percent, from, to)| {
            feed.sites[1].volume.default = percent;
            if from != to {
                feed.sites[1].volume.at = vec![VolumeAt { from, to, percent }];
            }
        }),
        of(prop::option::of(0.0_f32..2_000.0), |feed, mm| feed.sites
            [0]
        .screen
        .bottom_mm =
            mm),
        of(0..3_usize, |feed, start| {
            let stop = StopId::from("pond");
            feed.sites[0].start = [Start::Attract, Start::Island, Start::Stop(stop)][start].clone();
        }),
        of(any::<(u8, u8, u8)>(), |feed, (r, g, b)| {
            feed.palette.insert("plum".to_owned(), Rgb(r, g, b));
        }),
        of((any_number(), any_number()), |feed, at| {
            for toy in &mut feed.island.portrait.toys {
                (toy.at, toy.turn) = (at, at.0);
            }
        }),
        of(
            (-90.0_f64..=90.0, -180.0_f64..=180.0),
            |feed, (latitude, longitude)| {
                (feed.places[0].latitude, feed.places[0].longitude) = (latitude, longitude);
            }
        ),
        of(prop::sample::select(ToyKind::ALL), |feed, kind| {
            feed.stops
                .values_mut()
                .for_each(|stop| stop.scene.toys[0].kind = kind);
        }),
        of((road(), words(20)), |feed, (road, text)| {
            for activity in feed.activities.values_mut() {
                let (own, asked_by, choices) = match &mut activity.kind {
                    ActivityKind::ThisOrThat(kind) => (&mut kind.road, &mut kind.asked_by, 2),
                    ActivityKind::Dots(kind) => {
                        (&mut kind.road, &mut kind.asked_by, kind.choices.len())
                    }
                    _ => continue,
                };
                (*own, *asked_by) = (road.clone(), text.clone());
                if let Some(result) = &mut own.result {
                    result.taps.resize(choices, 7);
                }
            }
        }),
        of(any::<bool>(), |feed, reverse| {
            if reverse {
                feed.tour.reverse();
                feed.events.clear();
                feed.campaigns[0].cards = vec![CardId::from("pond")];
            }
        }),
    ]
}

fn again(feed: &Feed) -> (Documents, legeplads_feed::Reading) {
    let documents = print(feed);
    let reading = read(&documents);
    (documents, reading)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_printed_feed_reads_as_the_same(
        changes in prop::collection::vec(change(), 1..6),
    ) {
        let mut feed = tiny();
        for change in &changes {
            (change.apply)(&mut feed);
        }
        let (_, reading) = again(&feed);
        prop_assert_eq!(support::shown(&reading), "");
        prop_assert_eq!(reading.feed, Some(feed));
    }
}

#[test]
fn printing_twice_gives_the_same_documents() {
    let (first, reading) = again(&tiny());
    let (second, _) = again(&reading.feed.expect("a feed"));
    assert_eq!(first, second);
}
