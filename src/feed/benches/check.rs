//! How long a feed takes to check, by the number of its cards.

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use legeplads_feed::Documents;

/// Cards in one file, as a careful editor might have them.
const IN_ONE_FILE: usize = 500;

fn with_cards(count: usize) -> Documents {
    let mut documents = support::tiny();
    let numbers: Vec<_> = (0..count).collect();
    for (file, numbers) in numbers.chunks(IN_ONE_FILE).enumerate() {
        let cards: String = numbers.iter().map(|number| card(*number)).collect();
        documents.insert(
            format!("cards/many-{file:04}.ron"),
            format!("[\n{cards}]\n"),
        );
    }
    documents
}

fn card(number: usize) -> String {
    format!(
        "Card(id: \"card-{number}\", title: {{\"da\": \"Kort {number}\", \"en\": \"Card {number}\"}}, \
         body: {{\"da\": \"Byen har mange legepladser. Find dem!\", \
         \"en\": \"The town has many playgrounds. Find them!\"}}, \
         basis: Fact(source: \"archive\", as_of: \"2026-05\"), themes: [StrongTowns]),\n"
    )
}

fn check(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10);
    for count in [1_000, 10_000, 100_000] {
        let documents = with_cards(count - support::tiny_cards());
        let reading = legeplads_feed::read(&documents);
        let feed = reading.feed.expect("a feed without fault");
        assert_eq!(feed.cards.len(), count, "so many cards are checked");
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(count),
            &documents,
            |bencher, documents| {
                bencher.iter(|| legeplads_feed::read(documents));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
