//! Folders that cannot hold a store, and what is said then.

use std::fs;
use std::path::Path;

use legeplads_store::Store;

fn refusal(dir: &Path) -> String {
    let refused = Store::open(dir).expect_err("no store can lie there");
    refused.to_string()
}

#[test]
fn a_folder_that_the_system_will_not_make() {
    let said = refusal(Path::new("/proc/legeplads/store"));
    assert!(
        said.starts_with("cannot make the folder /proc/legeplads"),
        "{said}"
    );
}

#[test]
fn a_file_in_the_way() {
    let root = tempfile::tempdir().expect("a folder");
    let file = root.path().join("root.json");
    fs::write(&file, "{}").expect("written");
    for dir in [file.clone(), file.join("store")] {
        let said = refusal(&dir);
        assert!(said.contains("root.json"), "{said}");
        assert!(
            said.ends_with("a file stands where a folder is needed"),
            "{said}"
        );
    }
}
