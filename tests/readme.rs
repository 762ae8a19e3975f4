//! The picture that the README opens with: a diagnostic as a terminal shows it. `SNAPSHOTS=overwrite` makes it anew.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::process::Command;

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

#[test]
fn the_picture_is_what_the_command_prints() {
    let query = "created in last 3 mnths and name = \"Jon Ferrara\"";
    let output = Command::new(env!("CARGO_BIN_EXE_nse-fmt"))
        .args(["check", "--color", "always", query])
        .env_remove("NO_COLOR")
        .output()
        .unwrap();
    let screen = format!("$ nse-fmt check '{query}'\n{}", String::from_utf8(output.stderr).unwrap());
    Assert::new().action_env("SNAPSHOTS").eq(
        Data::from(screen).coerce_to(DataFormat::TermSvg),
        Data::read_from(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/diagnostic.term.svg"), None),
    );
}
