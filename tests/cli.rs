//! The command line as its users meet it: the transcripts, and what only a real file system and pipes show.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Every transcript, the README's too. `TRYCMD=overwrite cargo test --test cli` accepts changes.
#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .case("tests/cli/*.trycmd")
        .case("tests/cli/*.toml")
        .case("README.md")
        .case("src/guide/*.md");
}

fn nse_fmt<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nse-fmt"));
    command.args(arguments).env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>, stdin: &[u8]) -> Output {
    let mut child =
        nse_fmt(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A new folder with one file in it.
fn file(name: &str, content: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    (folder, path)
}

#[test]
fn fmt_writes_in_place_and_keeps_permissions() {
    let (_folder, path) = file("a.nse", "tag is vip  AND name contains Jon");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    #[cfg(unix)]
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o640);
    fs::set_permissions(&path, permissions).unwrap();
    let permissions = fs::metadata(&path).unwrap().permissions();
    let output = run([OsStr::new("fmt"), path.as_os_str()], b"");
    assert!(output.status.success() && output.stdout.is_empty(), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), "tag = vip and name ~ Jon\n");
    assert_eq!(fs::metadata(&path).unwrap().permissions(), permissions);
    // Nothing else is left in the folder.
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn fmt_follows_symbolic_links() {
    let (folder, path) = file("a.nse", "tag is vip");
    let link = folder.path().join("link.nse");
    std::os::unix::fs::symlink("a.nse", &link).unwrap();
    let output = run([OsStr::new("fmt"), link.as_os_str()], b"");
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&path).unwrap(), "tag = vip\n");
}

#[test]
fn a_read_only_file_is_refused() {
    let (_folder, path) = file("a.nse", "tag is vip");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let output = run([OsStr::new("fmt"), path.as_os_str()], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("error: cannot write "), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), "tag is vip");
}

#[test]
fn a_request_is_mended_where_its_query_stands_and_never_formatted() {
    let request =
        |query: &str| format!("GET /api/v1/contacts?per_page=5&query=%7B%22{query}%22%3A%7B%22is%22%3A%22vip%22%7D%7D");
    let (_folder, path) = file("request.txt", request("Tag"));
    let output = run([OsStr::new("fmt"), OsStr::new("--fix"), path.as_os_str()], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is a request"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), request("Tag"));
    let output = run(["check".to_owned(), "--fix".to_owned(), format!("@{}", path.display())], b"");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), request("tag"));
}

/// Where it is stopped is chance, mostly in writing one of so many files; nothing may be left in any case.
#[cfg(unix)]
#[test]
fn an_interrupt_leaves_each_file_the_old_one_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = (0..500).map(|number| folder.path().join(format!("{number}.nse"))).collect();
    for path in &paths {
        fs::write(path, "tag is vip").unwrap();
    }
    let entries = || fs::read_dir(folder.path()).unwrap().count();
    let arguments = std::iter::once(OsStr::new("fmt")).chain(paths.iter().map(|path| path.as_os_str()));
    let mut child = nse_fmt(arguments).spawn().unwrap();
    while entries() == paths.len() && child.try_wait().unwrap().is_none() {}
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(entries(), paths.len());
    for path in paths {
        assert!(["tag is vip", "tag = vip\n"].contains(&&*fs::read_to_string(path).unwrap()));
    }
}

#[cfg(unix)]
#[test]
fn bash_completes_what_follows_a_command() {
    let script = stdout(&run(["completions", "bash"], b"")).to_owned();
    let complete = |words: &str| {
        let ask = format!(
            "{script}\nCOMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             $(complete -p nse-fmt | sed 's/.*-F \\([^ ]*\\).*/\\1/') nse-fmt \"${{COMP_WORDS[-1]}}\" \"${{COMP_WORDS[-2]}}\"; echo \"${{COMPREPLY[*]}}\""
        );
        let output = Command::new("bash").args(["--norc", "-c", &ask]).output().unwrap();
        stdout(&output).trim().to_owned()
    };
    assert_eq!(complete("nse-fmt com"), "completions");
    assert_eq!(complete("nse-fmt json --pre"), "--pretty");
    assert_eq!(complete("nse-fmt fmt --line"), "--line-ending --line-width");
    assert_eq!(complete("nse-fmt fields emp"), "employer");
    assert_eq!(complete("nse-fmt --explain E010"), "E0101 E0102 E0103 E0104 E0105 E0106 E0107 E0108 E0109");
    assert_eq!(complete("nse-fmt check --allow W0201"), "W0201");
    assert_eq!(complete("nse-fmt check --deny war"), "warnings");
    assert_eq!(complete("nse-fmt eval --columns name,emp"), "name,employer");
    assert_eq!(complete("nse-fmt json --sort creat"), "created");
    assert_eq!(complete("nse-fmt json --fields upd"), "updated");
    // Bash parts words at the `@` where it is left to itself, and a script may not.
    for words in ["nse-fmt json @ Cargo.t", "nse-fmt json @Cargo.t", "nse-fmt check @ Cargo.t"] {
        assert_eq!(complete(words), "Cargo.toml", "{words}");
    }
}

/// Those of an account too, but none that a shell might run.
#[test]
fn completion_scripts_have_the_names_of_the_fields() {
    let (_folder, path) = file(
        "metadata.json",
        r#"{"tabs": [{"members": [
            {"type": "field", "name": "Shoe size", "field_type": {"field_kind": "number"}},
            {"type": "field", "name": "Colour", "field_type": {"field_kind": "string"}},
            {"type": "field", "name": "Cost$(touch x)", "field_type": {"field_kind": "string"}}
        ]}]}"#,
    );
    for (shell, names) in [
        ("bash", [" email ", " Colour"]),
        ("zsh", [" first\\ name ", " Shoe\\ size"]),
        ("fish", [" first\\ name ", " Shoe\\ size"]),
    ] {
        let arguments = [OsStr::new("--catalog"), path.as_os_str(), OsStr::new("completions"), OsStr::new(shell)];
        let output = run(arguments, b"");
        let script = stdout(&output);
        assert!(names.iter().all(|name| script.contains(name)), "{shell}");
        assert!(!script.contains("touch"), "{shell}");
        let builtin = stdout(&run(["completions", shell], b"")).to_owned();
        assert!(builtin.contains(names[0]) && !builtin.contains(names[1]), "{shell}");
    }
}

/// A file after the `@` of a query, and one more field after a comma.
#[test]
fn zsh_and_fish_complete_within_a_word() {
    let zsh = stdout(&run(["completions", "zsh"], b"")).to_owned();
    for part in [":_nse_fmt_query' \\\n", ":FIELDS:_sequence compadd - any name first\\ name ", "compset -P '@'"] {
        assert!(zsh.contains(part), "{part}");
    }
    assert!(!zsh.contains(":FIELDS:("));
    let fish = stdout(&run(["completions", "fish"], b"")).to_owned();
    for part in ["-l columns -r -f -a '(__fish_append , any name first\\ name ", "-l fields -r", "__fish_complete_path"]
    {
        assert!(fish.contains(part), "{part}");
    }
}

#[test]
fn text_that_does_not_parse_is_left_as_it_is() {
    let broken = "tag = (vip or\r\n";
    let (_folder, path) = file("a.nse", broken);
    let output = run([OsStr::new("fmt"), path.as_os_str()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("error[E01"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    let output = run(["fmt"], broken.as_bytes());
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), broken));
}

#[test]
fn nothing_to_format_is_left_as_it_is() {
    for text in ["", " \n", "// only a comment\n"] {
        let output = run(["fmt"], text.as_bytes());
        assert_eq!((output.status.code(), stdout(&output), stderr(&output)), (Some(0), text, ""));
    }
}

#[test]
fn check_and_diff_write_nothing() {
    let (_folder, path) = file("a.nse", "tag is vip\n");
    for option in ["--check", "--diff"] {
        let output = run([OsStr::new("fmt"), OsStr::new(option), path.as_os_str()], b"");
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(fs::read_to_string(&path).unwrap(), "tag is vip\n");
    }
    let output = run(["fmt", "--diff", "--stdin-filename", "vip.nse"], b"tag is vip\n");
    assert_eq!(stdout(&output), "--- vip.nse\n+++ vip.nse\n@@ -1 +1 @@\n-tag is vip\n+tag = vip\n");
    let output = run(["fmt", "--check"], b"tag = vip\n");
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), ""));
}

#[test]
fn fix_writes_files_and_prints_the_rest() {
    let (_folder, path) = file("a.nse", "tag == vip\n");
    let output = run(["check".to_owned(), "--fix".to_owned(), format!("@{}", path.display())], b"");
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), ""));
    assert_eq!(fs::read_to_string(&path).unwrap(), "tag = vip\n");
    let output = run(["check", "--fix", "tag == vip && rating > 3"], b"");
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), "tag = vip and rating > 3\n"));
    // A suggestion that is not certain is not applied.
    let output = run(["check", "--fix", "emial = jon@nimble.com"], b"");
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), "emial = jon@nimble.com\n"));
}

#[test]
fn every_command_takes_the_accounts_fields() {
    let contact = r#"{"id": "a", "fields": {"Shoe size": [{"value": "43"}], "lead status": [{"value": "1"}]}}"#;
    let query = "shoe size > 40 and lead status = open";
    for (arguments, stdin, expected) in [
        (
            &["json", query][..],
            "",
            "{\"and\":[{\"custom_fields\":{\"Shoe size\":{\"gt\":40}}},{\"lead status\":{\"is\":\"1\"}}]}\n",
        ),
        (&["text", query], "", "custom.\"Shoe size\" > 40 and lead status = Open\n"),
        (&["simplify", query], "", "custom.\"Shoe size\" > 40 and lead status = Open\n"),
        (&["fmt"], query, "custom.\"Shoe size\" > 40 and lead status = open\n"),
        (&["check", query], "", ""),
        (&["eval", "--ids", query], contact, "a\n"),
        (
            &["explain", query],
            "",
            "contacts whose custom field “Shoe size” is greater than 40, whose lead status is “Open”\n",
        ),
        (&["fields", "shoe size"], "", "custom.\"Shoe size\"\n"),
        (&["fields", "lead status"], "", "lead status\n"),
        (&["fields"], "", "FIELD "),
        (&["schema"], "", "{\n"),
    ] {
        let output = run([arguments, &["--catalog", "tests/cli/account.json"]].concat(), stdin.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        assert!(stdout(&output).starts_with(expected), "{arguments:?}: {}", stdout(&output));
    }
    let output = run(["fields", "--catalog", "tests/cli/account.json"], b"");
    assert!(stdout(&output).contains("custom.\"Shoe size\"  "), "{}", stdout(&output));
    let output = run(["fields", "lead status", "--catalog", "tests/cli/account.json"], b"");
    assert!(stdout(&output).contains("On hold"), "{}", stdout(&output));
}

#[test]
fn the_schema_is_the_accounts() {
    let output = run(["schema", "--catalog", "tests/cli/account.json"], b"");
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let metadata = fs::read_to_string("tests/cli/account.json").unwrap();
    let catalog = nse_query::Catalog::builtin().with_metadata(&metadata).unwrap().catalog;
    assert_eq!(schema, nse_query::nse::schema(&catalog));
    assert_ne!(schema, nse_query::nse::schema(&nse_query::Catalog::builtin()));
    for shape in nse_query::shape::Shape::ALL {
        assert_eq!(stdout(&run(["schema", "--of", shape.name()], b"")), shape.schema());
    }
}

#[test]
fn input_that_is_no_query_is_wrong_usage() {
    let (folder, path) = file("latin1.nse", b"tag = caf\xe9");
    let at = |path: &std::path::Path| format!("@{}", path.display());
    for (argument, stdin, expected) in [
        (at(&path), &b""[..], "is not UTF-8 text: byte 10"),
        ("-".to_owned(), &b"tag = \xff"[..], "`<stdin>` is not UTF-8 text: byte 7"),
        (at(&folder.path().join("none")), b"", "cannot read"),
        (at(folder.path()), b"", "cannot read"),
    ] {
        let output = run(["json", &argument], stdin);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
        assert!(stderr(&output).starts_with("error: ") && stderr(&output).contains(expected), "{}", stderr(&output));
    }
}

#[test]
fn standard_input_is_read_when_there_is_no_argument() {
    for arguments in [&["json"][..], &["json", "-"]] {
        let output = run(arguments, "\u{feff}tag = vip\n".as_bytes());
        assert_eq!(stdout(&output), "{\"tag\":{\"is\":\"vip\"}}\n", "{}", stderr(&output));
    }
}

#[test]
fn a_query_that_names_a_file_gets_a_hint() {
    let (_folder, path) = file("query.nse", "tag = vip");
    let name = path.to_str().unwrap();
    let output = run(["json", name], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains(&format!("write `@{name}`")), "{}", stderr(&output));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = nse_fmt(["completions", "bash"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut messages = String::new();
    child.stderr.take().unwrap().read_to_string(&mut messages).unwrap();
    assert_eq!((child.wait().unwrap().code(), messages.as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_fails_is_said() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = nse_fmt(["json", "tag = vip"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("error: cannot write to standard output"), "{}", stderr(&output));
}

#[test]
fn machine_formats_are_the_data_of_check() {
    for (format, expected) in
        [("json", "\"code\": \"E0201\""), ("github", "::error file="), ("sarif", "\"ruleId\": \"E0201\"")]
    {
        let output = run(["check", "--message-format", format, "emial = x"], b"");
        assert_eq!((output.status.code(), stderr(&output)), (Some(1), ""));
        assert!(stdout(&output).contains(expected), "{}", stdout(&output));
        // Elsewhere they are diagnostics.
        let output = run(["json", "--message-format", format, "emial = x"], b"");
        assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""));
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
    }
}

#[test]
fn colors_are_sent_only_where_they_are_wanted() {
    let colored = |output: &Output| output.stderr.contains(&0x1b);
    assert!(!colored(&run(["check", "emial = x"], b"")));
    assert!(colored(&run(["check", "--color", "always", "emial = x"], b"")));
    // Of help and wrong usage too.
    assert!(run(["--color", "always", "--help"], b"").stdout.contains(&0x1b));
    for arguments in [["--color", "never", "--nope"], ["--color=never", "json", "--nope"]] {
        let output = nse_fmt(arguments).env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1").output().unwrap();
        assert!(!colored(&output), "{output:?}");
    }
}

#[test]
fn no_control_character_of_a_query_reaches_the_terminal() {
    for arguments in [
        &["check", "tag = \u{1b}[31mx"][..],
        &["check", "emial\u{9b}31m \u{202e} = x"],
        &["fields", "\u{1b}]0;x"],
        &["check", "@no\u{1b}[31msuch"],
        &["fmt", "no\u{1b}[31msuch"],
        &["eval", "tag = vip", "no\u{1b}[31msuch"],
        &["json", "tag", "\u{1b}[31m", "x"],
        &["\u{1b}[31m"],
    ] {
        let output = run(arguments, b"");
        assert_ne!(output.status.code(), Some(0));
        assert!(!stderr(&output).contains(|c: char| c != '\n' && c.is_control() || c == '\u{202e}'), "{output:?}");
    }
}

/// `count` contacts, every third tagged "vip", as NDJSON.
fn contacts(count: usize) -> String {
    let tags = |index| if index % 3 == 0 { r#"[{"tag": "VIP"}]"# } else { "[]" };
    let lines = (0..count).map(|index| format!(r#"{{"id": "{index:024}", "tags": {}, "fields": {{}}}}"#, tags(index)));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn eval_keeps_the_order_at_any_number_of_threads() {
    // Enough for many batches.
    let (_folder, path) = file("contacts.ndjson", contacts(40_000));
    let ids = (0..40_000).step_by(3).map(|index| format!("{index:024}")).collect::<Vec<_>>().join("\n") + "\n";
    for threads in ["1", "2", "7"] {
        let output = run(["eval", "--ids", "--threads", threads, "tag = vip", path.to_str().unwrap()], b"");
        assert!(output.status.success() && stdout(&output) == ids, "{threads} threads: {}", stderr(&output));
        let output =
            run(["eval", "--limit", "5", "--ids", "--threads", threads, "tag = vip", path.to_str().unwrap()], b"");
        assert_eq!(stdout(&output), &ids[..5 * 25]);
    }
}

#[test]
fn eval_reads_compressed_contacts_by_their_first_bytes() {
    let plain = contacts(30);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(plain.as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    let twice = [gzip.as_slice(), &gzip].concat();
    let zstd = zstd::encode_all(plain.as_bytes(), 1).unwrap();
    for (bytes, count) in [(plain.as_bytes(), "10\n"), (&gzip, "10\n"), (&twice, "20\n"), (&zstd, "10\n"), (b"", "0\n")]
    {
        let output = run(["eval", "--count", "tag = vip"], bytes);
        assert_eq!(stdout(&output), count, "{}", stderr(&output));
    }
    let output = run(["eval", "--count", "tag = vip"], &gzip[..gzip.len() / 2]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("error: cannot read `<stdin>`"), "{}", stderr(&output));
}

#[test]
fn eval_stops_where_compressed_contacts_grow_without_end() {
    let bomb = zstd::encode_all(&vec![b' '; 65 << 20][..], 1).unwrap();
    let said = "error: cannot read `<stdin>`: it decompresses to more than 1000 times its size [E0411]; to allow that, use \
                `--max-ratio N`\n";
    assert_eq!(eval(&["tag = vip"], &bomb), (said.to_owned(), 2));
    assert_eq!(eval(&["tag = vip", "--max-ratio", "1000000"], &bomb), (String::new(), 1));
}

#[test]
fn eval_takes_what_the_service_sends() {
    let page = "{\"meta\": {\"page\": 1},\n \"resources\": [\n  {\"id\": \"a\",\n   \"tags\": [\"vip\"]},\n  {\"id\": \"b\"}\n ]}";
    for (contacts, ids) in [
        (page.to_owned(), "{\"id\": \"a\",\"tags\": [\"vip\"]}\n"),
        (format!("{page}\n{page}"), "{\"id\": \"a\",\"tags\": [\"vip\"]}\n{\"id\": \"a\",\"tags\": [\"vip\"]}\n"),
        (
            "[{\"id\": \"a\"}, {\"id\": \"c\", \"tags2\": [\"vip\"]}]".to_owned(),
            "{\"id\": \"c\", \"tags2\": [\"vip\"]}\n",
        ),
    ] {
        assert_eq!(stdout(&run(["eval", "tag = vip", "-"], contacts.as_bytes())), ids);
    }
}

/// The lines of both outputs together, and the exit code.
fn eval(arguments: &[&str], contacts: &[u8]) -> (String, i32) {
    let output = run(["eval"].iter().chain(arguments), contacts);
    (format!("{}{}", stdout(&output), stderr(&output)), output.status.code().unwrap())
}

#[test]
fn eval_says_nothing_of_what_comes_after_the_last_match_it_wants() {
    let contacts =
        b"{\"id\": \"a\"}\nbad\n{\"id\": \"b\", \"tags\": [\"vip\"]}\nworse\n{\"id\": \"c\", \"tags\": [\"vip\"]}\n";
    let bad = "<stdin>:2: byte 12: not JSON: expected a value [E0407]\n";
    let read = |read: u8, matched: u8, malformed: u8| {
        let plural = if read == 1 { "" } else { "s" };
        format!("read {read} contact{plural}: {matched} matched, {malformed} malformed, 0 unreadable values\n")
    };
    for threads in ["1", "3"] {
        let eval = |more: &[&str]| eval(&[&["--ids", "--threads", threads], more].concat(), contacts);
        assert_eq!(eval(&["tag = vip", "--limit", "1"]), (format!("b\nwarning: {bad}{}", read(2, 1, 1)), 0));
        assert_eq!(eval(&["tag = vip", "--limit", "1", "--strict"]), (format!("{}error: {bad}", read(1, 0, 1)), 2));
        assert_eq!(eval(&["tag != vip", "--limit", "1", "--strict"]), ("a\n".to_owned(), 0));
        assert_eq!(eval(&["tag != vip", "--limit", "2", "--strict"]), (format!("a\n{}error: {bad}", read(1, 1, 1)), 2));
    }
}

#[test]
fn eval_prints_every_match_in_every_form() {
    for members in [
        r#""fields": {"description": [{"value": "cut \ud83d"}]}"#,
        r#""fields": []"#,
        r#""reminder": false"#,
        r#""last_contacted": "2024-01-01""#,
        r#""fields": {"rating": [{"value": 1e999}]}"#,
    ] {
        let contact = format!(r#"{{"id": "a", "tags": ["vip"], {members}}}"#);
        for form in ["--ids", "--table", "--why", "--count", "--strict"] {
            let (said, code) = eval(&[form, "tag = vip"], contact.as_bytes());
            assert_eq!(code, 0, "{form}: {said}");
            assert!(said.lines().any(|line| line.starts_with(['a', '1', '{'])), "{form}: {said}");
        }
    }
}

#[test]
fn a_table_shows_the_first_name_and_employer_that_is_filled_in() {
    for (fields, row) in [
        (
            r#""employers_info": [{"company_name": "Info"}], "fields": {"first name": [{"value": " "}, {"value": "Jon"}]}"#,
            "a Jon Info",
        ),
        (r#""fields": {"parent company": [{"value": "Parent"}]}"#, "a Parent"),
        (r#""fields": {"contact employment": [{"value": "{'company_name': 'Python'}"}]}"#, "a Python"),
        (
            r#""fields": {"contact employment": [{"value": "{\"company_name\": null}"}, {"value": "{\"company_name\": \"Two\"}"}]}"#,
            "a Two",
        ),
    ] {
        let (said, _) = eval(&["--table", "record type = all"], format!(r#"{{"id": "a", {fields}}}"#).as_bytes());
        let words: Vec<&str> = said.lines().last().unwrap().split_whitespace().collect();
        assert_eq!(words.join(" "), row);
    }
}

#[test]
fn no_control_character_of_a_file_name_reaches_the_terminal() {
    let (said, code) = eval(&["tag = vip", "no\u{1b}[31mfile"], b"");
    assert_eq!((&*said, code), ("error: cannot read `no\\u001b[31mfile`: No such file or directory (os error 2)\n", 2));
}

#[test]
fn eval_stops_when_it_has_enough() {
    // Standard input stays open: nothing may wait for its end.
    let mut child = nse_fmt(["eval", "--ids", "--limit", "1", "tag = vip"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut feed = contacts(40_000).into_bytes();
    feed.truncate(2 << 20);
    let _ = stdin.write_all(&feed);
    let mut ids = String::new();
    child.stdout.take().unwrap().read_to_string(&mut ids).unwrap();
    assert_eq!((child.wait().unwrap().code(), ids.as_str()), (Some(0), "000000000000000000000000\n"));
    drop(stdin);
}

/// Each contact is printed before the next one comes, and before standard input ends.
#[test]
fn eval_prints_the_contacts_of_a_live_pipe_at_once() {
    for threads in ["1", "2"] {
        let mut child = nse_fmt(["eval", "--ids", "--threads", threads, "tag = vip"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, receiver) = mpsc::channel();
        let reading = thread::spawn(move || lines.for_each(|line| sender.send(line.unwrap()).unwrap()));
        for (id, end) in [("a", "\n"), ("b", "\r\n"), ("c", "\n\n"), ("d", ""), ("e", "\n")] {
            write!(stdin, "{{\"id\": \"{id}\", \"tags\": [\"vip\"]}}{end}").unwrap();
            let printed = receiver.recv_timeout(Duration::from_secs(50));
            if printed.as_deref() != Ok(id) {
                child.kill().unwrap();
            }
            assert_eq!(printed.as_deref(), Ok(id), "{threads} threads");
        }
        drop(stdin);
        assert_eq!(child.wait().unwrap().code(), Some(0));
        reading.join().unwrap();
    }
}

/// What was read before the input failed is printed before that is said.
#[test]
fn eval_prints_what_it_read_before_the_input_failed() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(contacts(30).as_bytes()).unwrap();
    let mut gzip = gzip.finish().unwrap();
    gzip.truncate(gzip.len() - 1);
    for threads in ["1", "2"] {
        let output = run(["eval", "--count", "--threads", threads, "tag = vip"], &gzip);
        assert_eq!((stdout(&output), output.status.code()), ("", Some(2)));
        let output = run(["eval", "--ids", "--threads", threads, "tag = vip"], &gzip);
        assert_eq!((stdout(&output).lines().count(), output.status.code()), (10, Some(2)));
        assert!(stderr(&output).starts_with("error: cannot read `<stdin>`"), "{}", stderr(&output));
    }
}

/// A member that stands twice is told of, whichever of its values was meant.
#[test]
fn eval_counts_contacts_with_a_member_that_stands_twice() {
    let contacts =
        b"{\"id\": \"a\", \"tags\": [], \"tags\": [\"vip\"]}\n{\"id\": \"b\", \"tags\": [\"vip\"], \"tags\": []}\n";
    let said = "a\nread 2 contacts: 1 matched, 0 malformed, 0 unreadable values, 2 with a duplicate member (the first: `tags` of `a`)\n";
    for more in [&[][..], &["--strict"], &["--threads", "1"]] {
        assert_eq!(eval(&[&["--ids", "tag = vip"], more].concat(), contacts), (said.to_owned(), 0));
    }
    assert_eq!(eval(&["--ids", "email is empty"], contacts), ("a\nb\n".to_owned(), 0));
}

#[test]
fn no_control_character_of_a_contact_reaches_the_terminal() {
    let contact =
        r#"{"id": "\u001b[31m", "tags": ["vip\u202e"], "fields": {"first name": [{"value": "\u009b31mJon"}]}}"#;
    for form in ["--ids", "--table", "--why"] {
        let output = run(["eval", form, "tag ~ vip or any ~ Jon or name ^= J or tag is not empty"], contact.as_bytes());
        assert!(!stdout(&output).contains(|c: char| c != '\n' && c.is_control() || c == '\u{202e}'), "{output:?}");
    }
    let output = run(["eval", "--why", "tag is not empty"], contact.as_bytes());
    assert!(stdout(&output).contains("\\u001b[31m"), "{output:?}");
}

#[test]
fn csv_is_read_back_as_it_was_written() {
    let contacts = concat!(
        r#"{"id": "a", "tags": ["a;b", "=1+1", "c\\d"], "fields": {"phone": [{"value": "+1 555"}]}}"#,
        "\n",
        r#"{"id": "b", "tags": ["a", "b"], "fields": {"first name": [{"value": "Lee, \"Jon\"\nline"}]}}"#,
    );
    let csv = run(
        ["eval", "--csv", "--columns", "id,name,phone,tag", "name is not empty or phone is not empty"],
        contacts.as_bytes(),
    );
    assert_eq!(stdout(&csv), "id,name,phone,tag\na,,+1 555,a\\;b; '=1+1; c\\\\d\nb,\"Lee, \"\"Jon\"\"\nline\",,a; b\n");
    for query in ["tag = \"a;b\"", "tag = \"=1+1\"", "tag = \"c\\\\d\"", "tag = a", "phone = \"+1 555\"", "name ~ line"]
    {
        let (before, after) =
            (run(["eval", "--ids", query], contacts.as_bytes()), run(["eval", "--ids", query], &csv.stdout));
        assert_eq!(stdout(&before), stdout(&after), "{query}");
        assert_eq!(stdout(&before).lines().count(), 1, "{query}");
    }
}

#[test]
fn sorting_with_a_limit_keeps_the_first_of_all() {
    let rated =
        |id: u32| format!("{{\"id\": \"{id}\", \"fields\": {{\"rating\": [{{\"value\": {}}}]}}}}", id * 7 % 5000);
    let contacts = (0..5000).map(rated).collect::<Vec<_>>().join("\n");
    let output = run(["eval", "--ids", "--sort", "rating:desc", "--limit", "3", "rating > 0"], contacts.as_bytes());
    // 7 · 2857 = 19999, 7 · 714 = 4998, 7 · 3571 = 24997.
    assert_eq!(stdout(&output), "2857\n714\n3571\n");
    let all = run(["eval", "--ids", "--sort", "rating:asc", "--threads", "1", "rating >= 0"], contacts.as_bytes());
    assert!(stdout(&all).starts_with("0\n2143\n") && stdout(&all).lines().count() == 5000);
}

#[test]
fn fmt_keeps_the_line_ends_of_a_file() {
    let (_folder, path) = file("a.nse", "tag = vip\r\n// all of them\r\n");
    let fmt = |options: &[&str]| {
        let options = options.iter().map(OsStr::new);
        run([OsStr::new("fmt")].into_iter().chain(options).chain([path.as_os_str()]), b"").status.code()
    };
    assert_eq!(fmt(&["--check"]), Some(0));
    assert_eq!(fmt(&["--check", "--line-ending", "lf"]), Some(1));
    fs::write(&path, "tag   is vip\r\n// all of them\r\n").unwrap();
    assert_eq!(fmt(&[]), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), "tag = vip\r\n// all of them\r\n");
    assert_eq!(fmt(&["--line-ending", "lf"]), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), "tag = vip\n// all of them\n");
    assert_eq!(fmt(&["--line-ending", "crlf"]), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), "tag = vip\r\n// all of them\r\n");
}

#[test]
fn a_token_is_printed_in_no_format() {
    let query = "%7B%22tga%22%3A%7B%22is%22%3A%22vip%22%7D%7D";
    for request in [
        format!("GET /api/v1/contacts?access_token=s3cret&page=0&query={query}"),
        format!("curl -H 'Authorization: Bearer s3cret' 'https://app.nimble.com/api/v1/contacts?query={query}'"),
        format!("curl -H 'X-Nimble-Token: s3cret' 'https://app.nimble.com/api/v1/contacts?query={query}&keyword=x'"),
        format!("curl -u jon:s3cret -H 'X-Api-Key: s3cret' 'https://app.nimble.com/api/v1/contacts?query={query}&token=s3cret'"),
        format!("curl 'https://jon:s3cret@app.nimble.com/api/v1/contacts?query={query}&access%5Ftoken=s3cret'"),
        "/api/v1/contacts?query={\"tag\":{\"is\":\"AT&T\"}}&access_token=s3cret".to_owned(),
        "requests.get(url, params={\"query\": {\"tga\": {\"is\": \"vip\"}}, \"access_token\": \"s3cret\", \"page\": 0})".to_owned(),
        "fetch(url, {headers: {Authorization: 'Bearer s3cret'}})".to_owned(),
        "tag = vip\nAuthorization: Bearer s3cret".to_owned(),
        "{\"query\": {\"tga\": {\"is\": \"vip\"}}, \"token\": \"s3cret\"}".to_owned(),
    ] {
        for format in ["human", "short", "json", "github", "sarif"] {
            for command in
                [&["check", "-"][..], &["check", "--fix", "-"], &["json", "--fix", "-"], &["fmt", "--diff", "-"]]
            {
                let output = run(command.iter().chain(&["--message-format", format]), request.as_bytes());
                let said = format!("{}{}", stdout(&output), stderr(&output));
                assert!(!said.contains("s3cret"), "{command:?} {format}: {said}");
            }
        }
    }
}

/// `nse-fmt schema --of config > editors/nse-toml.schema.json` makes it anew.
#[test]
fn the_schema_that_editors_have_is_that_of_nse_toml() {
    let output = run(["schema", "--of", "config"], b"");
    assert_eq!(stdout(&output), include_str!("../editors/nse-toml.schema.json"));
}

#[test]
fn a_wrong_nse_toml_stops_every_command_that_would_use_it() {
    let (folder, _path) = file("nse.toml", "timezone = \"UTC\"\nline-width = 0\n");
    let below = folder.path().join("below");
    fs::create_dir(&below).unwrap();
    for arguments in [&["check", "tag = vip"][..], &["config"], &["fields"]] {
        let output = nse_fmt(arguments).current_dir(&below).output().unwrap();
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
        let said = stderr(&output);
        assert!(
            said.contains("error[E0702]") && said.contains("error[E0703]") && said.contains("../nse.toml:2:14"),
            "{said}"
        );
    }
    for arguments in [&["man"][..], &["--explain", "E0702"], &["--help"]] {
        assert_eq!(nse_fmt(arguments).current_dir(&below).output().unwrap().status.code(), Some(0));
    }
}
