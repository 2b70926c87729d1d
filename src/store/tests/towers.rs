//! `towers.ron`.

use std::fs;

use legeplads_store::{Tower, Towers};

fn built() -> Towers {
    let tower = Tower {
        floors: vec![0, 2, 1],
        tallest: 3,
    };
    Towers {
        until: "2026-11-23T06:00:00Z".parse().expect("a moment"),
        towers: [("tower".to_owned(), tower)].into(),
    }
}

#[test]
fn what_was_built_is_read_again_and_nothing_else_is_left_behind() {
    let store = tempfile::tempdir().expect("a folder");
    assert_eq!(Towers::read(store.path()).expect("read"), Towers::default());
    built().write(store.path()).expect("written");
    assert_eq!(Towers::read(store.path()).expect("read"), built());
    let files = fs::read_dir(store.path()).expect("a folder").count();
    assert_eq!(files, 1);
}

#[test]
fn a_torn_file_is_an_empty_meadow() {
    let store = tempfile::tempdir().expect("a folder");
    built().write(store.path()).expect("written");
    let file = store.path().join(Towers::FILE);
    let whole = fs::read(&file).expect("bytes");
    for end in [0, 1, whole.len() / 2, whole.len() - 1] {
        fs::write(&file, &whole[..end]).expect("torn");
        let read = Towers::read(store.path()).expect("read");
        assert_eq!(read, Towers::default(), "{end}");
    }
    let changed = String::from_utf8(whole)
        .expect("text")
        .replace("[0, 2", "[0, 9");
    fs::write(&file, changed).expect("changed");
    assert_eq!(Towers::read(store.path()).expect("read"), Towers::default());
}
