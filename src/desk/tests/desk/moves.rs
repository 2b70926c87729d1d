//! Statistics Denmark's tables, as they are downloaded. The numbers are made up.

use std::fs;
use std::path::Path;

use crate::support::{Said, desk, text};

fn moves(table: &[u8], of: &str) -> (Said, String) {
    let root = tempfile::tempdir().expect("a folder");
    let (file, csv) = (root.path().join("table.csv"), root.path().join("out.csv"));
    fs::write(&file, table).expect("written");
    let said = desk(&["moves", text(&file), "--of", of, "--csv", text(&csv)]);
    (said, fs::read_to_string(&csv).unwrap_or_default())
}

const FLY66: &str = "\u{feff}TILKOMMUNE;FRAKOMMUNE;ALDER;KØN;TID;INDHOLD\r
530 Billund;630 Vejle;Alder i alt;I alt;2023;120\r
530 Billund;630 Vejle;0-9 år;I alt;2023;30\r
530 Billund;575 Vejen;Alder i alt;I alt;2023;..\r
630 Vejle;530 Billund;Alder i alt;I alt;2023;180\r
630 Vejle;530 Billund;Alder i alt;I alt;2024;150\r
530 Billund;530 Billund;Alder i alt;I alt;2024;900\r
530 Billund;575 Vejen;Alder i alt;I alt;2024;45\r
575 Vejen;630 Vejle;Alder i alt;I alt;2024;7\r
530 Billund;083 Region Syddanmark;Alder i alt;I alt;2024;195\r
530 Billund;10 Landsdel Sydjylland;Alder i alt;I alt;2024;180\r
530 Billund;000 Hele landet;Alder i alt;I alt;2024;195\r
";

#[test]
fn moves_between_municipalities_have_a_trend() {
    for of in ["Billund", "530", "530 Billund", "billund"] {
        let (said, csv) = moves(FLY66.as_bytes(), of);
        assert_eq!(said.code, Some(0), "{}", said.err);
        let rows: Vec<Vec<&str>> = said
            .out
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        for row in [
            // An age is in the total already; a number that is not given makes no sum whole.
            vec!["2023", "120*", "180", "-60"],
            vec!["2024", "45", "150", "-105"],
            vec!["150", "Vejle"],
        ] {
            assert!(rows.contains(&row), "{row:?} in {}", said.out);
        }
        assert!(said.out.contains("Statistics Denmark, FLY66"));
        let lines: Vec<_> = csv.lines().collect();
        assert_eq!(
            lines,
            [
                "way,other,time,count,withheld",
                "in,Vejen,2023,0,1",
                "in,Vejen,2024,45,0",
                "in,Vejle,2023,120,0",
                "out,Vejle,2023,180,0",
                "out,Vejle,2024,150,0",
            ]
        );
    }
}

/// The page with the trends, in a language.
fn page(table: &str, language: &str) -> String {
    let root = tempfile::tempdir().expect("a folder");
    let (file, page) = (root.path().join("table.csv"), root.path().join("p.html"));
    fs::write(&file, table).expect("written");
    let to = ["--to", text(&page), "--language", language];
    let said = desk(&[&["moves", text(&file), "--of", "Billund"], &to[..]].concat());
    assert_eq!(said.code, Some(0), "{}", said.err);
    fs::read_to_string(&page).expect("a page")
}

#[test]
fn staff_get_a_page_with_trends() {
    let danish = page(FLY66, "da");
    for words in [
        "Til og fra Billund",
        "Danmarks Statistik, tabel FLY66",
        "1.1.2023 til 31.12.2024",
    ] {
        assert!(danish.contains(words), "{words}");
    }
    let english = page(FLY66, "en");
    let row = |cells: &[&str]| {
        let (name, numbers) = cells.split_first().expect("a name");
        let numbers: String = numbers
            .iter()
            .map(|number| format!("<td class=\"number\">{number}</td>"))
            .collect();
        let row = format!("<th scope=\"row\">{name}</th>{numbers}</tr>");
        assert!(english.contains(&row), "{row} in {english}");
    };
    // In, out, the balance, and how many numbers are not given.
    row(&["2023", "120", "180", "-60", "1"]);
    row(&["2024", "45", "150", "-105", "0"]);
    // Of 2023 nobody is told, and so no change.
    row(&["Vejen", "45", "–"]);
    row(&["Vejle", "150", "-30"]);
    assert!(english.contains("so few people are behind it"));
    // The trend, bars for both directions, and the largest over time for both.
    assert_eq!(english.matches("<svg").count(), 5);
    assert!(!english.contains("<script") && !english.contains("href=\"http"));
}

#[test]
fn commuters_are_read_whatever_their_table_calls_its_columns() {
    for columns in [
        "BOPKOM;ARBKOM;KØN;TID;INDHOLD",
        "bopælskommune;arbejdsstedsområde;køn;tid;indhold",
    ] {
        let table = format!(
            "{columns}\n\
             630 Vejle;530 Billund;I alt;2024;1200\n\
             530 Billund;630 Vejle;I alt;2024;700\n\
             530 Billund;630 Vejle;Mænd;2024;400\n"
        );
        let (said, csv) = moves(table.as_bytes(), "Billund");
        assert_eq!(said.code, Some(0), "{}", said.err);
        assert!(said.out.contains("PEND100"), "{}", said.out);
        assert_eq!(
            csv.lines().skip(1).collect::<Vec<_>>(),
            ["in,Vejle,2024,1200,0", "out,Vejle,2024,700,0"]
        );
    }
}

#[test]
fn a_table_of_one_direction_says_nothing_of_the_other() {
    let table = "OMRÅDE;INDVLAND;TID;INDHOLD\n\
                 Billund;Polen;2023;30\nBillund;Polen;2024;21\n";
    let page = page(table, "en");
    assert!(page.contains("Where most come from") && !page.contains("Where most go to"));
    assert!(!page.contains("Balance") && !page.contains(">Out<") && !page.contains("Not given"));
}

#[test]
fn without_a_total_ages_and_sexes_are_added_up() {
    let table = "OMRÅDE;KØN;INDVLAND;TID;INDHOLD\n\
                 Billund;Mænd;Polen;2024;12\n\
                 Billund;Kvinder;Polen;2024;9\n";
    let (said, csv) = moves(table.as_bytes(), "Billund");
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(csv.contains("in,Polen,2024,21,0"), "{csv}");
}

#[test]
fn whatever_is_wrong_with_a_table_is_said() {
    let renamed = FLY66.replace("FRAKOMMUNE", "FRA_KOMMUNE");
    let missing = FLY66.replace(";INDHOLD", ";X");
    let number = FLY66.replace(";180\r", ";many\r");
    let torn = FLY66.replace(";I alt;2023;180", ";2023;180");
    for (table, words) in [
        (
            renamed.as_bytes(),
            &["FRA_KOMMUNE", "FRAKOMMUNE", "FLY66"][..],
        ),
        (missing.as_bytes(), &["INDHOLD", "the columns TILKOMMUNE"]),
        (number.as_bytes(), &["line 5", "`many`"]),
        (torn.as_bytes(), &["line 5", "5 fields", "the first line 6"]),
        (b"\xff\xfe\x00P", &["UTF-8", "CSV"]),
        (b"", &["the columns"]),
    ] {
        let (said, _) = moves(table, "Billund");
        assert_eq!(said.code, Some(1), "{}", said.out);
        for word in words {
            assert!(said.err.contains(word), "{word}: {}", said.err);
        }
    }
    let (said, _) = moves(FLY66.as_bytes(), "Aarhus");
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("nothing of `Aarhus`"), "{}", said.err);
    assert!(said.err.contains("Vejen, Vejle"), "{}", said.err);
}

/// What it takes a town to have the newest numbers on the glass.
#[test]
fn a_table_becomes_what_a_map_shows() {
    let root = tempfile::tempdir().expect("a folder");
    let (file, feed) = (root.path().join("table.csv"), root.path().join("billund"));
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/billund");
    copy(&content, &feed);
    fs::write(&file, FLY66).expect("written");
    let put = |activity: &str, source: &str| {
        let into = [
            "--into",
            text(&feed),
            "--activity",
            activity,
            "--source",
            source,
        ];
        desk(&[&["moves", text(&file), "--of", "Billund"], &into[..]].concat())
    };
    let said = put("travbyen-byg", "trap-lex-people");
    assert!(
        said.err
            .contains("no activity `travbyen-byg` of the kind Map"),
        "{}",
        said.err
    );
    let said = put("flyttedag", "dst-fly66");
    assert!(said.err.contains("no source `dst-fly66`"), "{}", said.err);

    let said = put("flyttedag", "trap-lex-people");
    assert_eq!(said.code, Some(0), "{}", said.err);
    let path = feed.join("activities/flyttedag.ron");
    let made = fs::read_to_string(&path).expect("written");
    for words in [
        "id: \"vejle\"",
        "count: 150",
        "each: 10",
        "flyttede herfra til Vejle i 2024.",
        "moved here from Vejen in 2024.",
        "zogen 2024 von Vejen hierher.",
        "as_of: Some(\"2024\")",
    ] {
        assert!(
            made.contains(words) || made.contains(&words.replace("Some(\"2024\")", "\"2024\"")),
            "{words} in {made}"
        );
    }
    assert_eq!(desk(&["check", text(&feed)]).code, Some(0));

    // Somebody says where Vejle is; that stays when next year's numbers come.
    let bearing = made.split("id: \"vejle\"").nth(1).expect("Vejle");
    let bearing = bearing.split("bearing: ").nth(1).expect("a direction");
    let bearing = bearing.split(',').next().expect("its end");
    let turned = made.replacen(&format!("bearing: {bearing}"), "bearing: 71.0", 1);
    fs::write(&path, turned).expect("written");
    assert_eq!(put("flyttedag", "trap-lex-people").code, Some(0));
    let again = fs::read_to_string(&path).expect("written");
    assert!(again.contains("bearing: 71.0"), "{again}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &to),
            false => drop(fs::copy(&path, &to).expect("copied")),
        }
    }
}
