//! Statistics Denmark's tables, as they are downloaded. The numbers are made up.

use std::fs;

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
