//! The generated end of a page of the docs. `UPDATE_DOCS` writes it; otherwise it is compared.

const MARK: &str = "<!-- From here on made by: UPDATE_DOCS=1 cargo test --test it the_page_of -->\n\n";

/// Checks that a page ends with `made`, or writes it there.
pub fn check(page: &str, made: &str) {
    let path = format!("{}/{page}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    let (written, end) = text.split_once(MARK).unwrap_or_else(|| panic!("{page} has no mark"));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, format!("{written}{MARK}{made}")).unwrap();
    } else {
        assert!(end == made, "{page} is stale: run the command at its mark");
    }
}
