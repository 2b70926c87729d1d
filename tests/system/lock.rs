//! What Cargo.lock must hold, and must not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use legeplads_tests::{repository, run};

struct Package {
    name: String,
    source: Option<String>,
}

fn packages() -> Vec<Package> {
    let lock = fs::read_to_string(repository().join("Cargo.lock")).expect("the lock can be read");
    lock.split("[[package]]")
        .skip(1)
        .map(|entry| {
            let field = |name: &str| {
                let start = format!("{name} = \"");
                entry
                    .lines()
                    .find_map(|line| line.strip_prefix(&start)?.strip_suffix('"'))
                    .map(str::to_owned)
            };
            Package {
                name: field("name").expect("a package has a name"),
                source: field("source"),
            }
        })
        .collect()
}

/// Types of one would meet the other's, and each costs minutes and megabytes. The lock names also
/// what is never built, such as the versions of glam that nalgebra could speak; so this asks cargo.
#[test]
fn the_engine_is_there_once() {
    let single = |name: &str| {
        name == "bevy"
            || name.starts_with("bevy_")
            || ["glam", "wgpu", "parley", "winit", "image", "ron", "jiff"].contains(&name)
    };
    let ended = run(Command::new(env!("CARGO"))
        .current_dir(repository())
        .args(["tree", "--workspace", "--locked", "--offline"])
        .args(["--prefix", "none", "--format", "{p}"]));
    assert!(ended.status.success(), "{}", ended.stderr);
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in ended.stdout.lines() {
        let mut fields = line.split(' ');
        if let (Some(name), Some(version)) = (fields.next(), fields.next())
            && single(name)
        {
            versions.entry(name).or_default().insert(version);
        }
    }
    assert!(versions.len() > 20, "the tree was understood: {versions:?}");
    versions.retain(|_, versions| versions.len() > 1);
    assert!(versions.is_empty(), "more than one version: {versions:?}");
}

#[test]
fn everything_comes_from_one_registry() {
    let mut registries = BTreeSet::new();
    for package in packages() {
        match package.source {
            None => assert!(package.name.starts_with("legeplads-"), "{}", package.name),
            Some(source) => {
                assert!(
                    source.starts_with("registry+"),
                    "{}: {source}",
                    package.name
                );
                registries.insert(source);
            }
        }
    }
    assert_eq!(registries.len(), 1, "{registries:?}");
}

/// Cargo chooses the features of dependencies with and without those of the tests apart. Where
/// they differ, all that needs the dependency is built twice: of Bevy's, a quarter of an hour.
#[test]
fn one_build_serves_kiosk_and_tests() {
    let features = |edges: &str| -> BTreeSet<(String, String)> {
        let ended = run(Command::new(env!("CARGO"))
            .current_dir(repository())
            .args(["tree", "--workspace", "--locked", "--offline"])
            .args(["--prefix", "none", "--format", "{p}|{f}|", "--edges", edges]));
        assert!(ended.status.success(), "{}", ended.stderr);
        let fields = |line: &str| {
            let mut fields = line.split('|').map(str::to_owned);
            Some((fields.next()?, fields.next()?))
        };
        ended.stdout.lines().filter_map(fields).collect()
    };
    let without = features("normal,build");
    assert!(without.len() > 300, "the tree was understood");
    let with_tests = features("normal,build,dev");
    let otherwise: Vec<_> = without.difference(&with_tests).collect();
    assert!(
        otherwise.is_empty(),
        "the tests switch on more features of these; make tests/Cargo.toml ask for the same: \
         {otherwise:?}"
    );
}
