//! One SQL text for both engines: SQLite's, and what of it changes for PostgreSQL.

/// Exchanges types and parameters of a statement: `?1` becomes `$1`, `INTEGER` becomes `BIGINT`.
pub(crate) fn query(sql: &str) -> String {
    sql.replace('?', "$").replace("INTEGER", "BIGINT")
}

/// Exchanges the words of a schema: text is compared bytewise, as SQLite does.
pub(crate) fn schema(sql: &str) -> String {
    sql.replace("INTEGER", "BIGINT")
        .replace("TEXT", "TEXT COLLATE \"C\"")
        .replace(" WITHOUT ROWID", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_and_schemas_change_engines() {
        assert_eq!(query("SELECT CAST(?1 AS INTEGER)"), "SELECT CAST($1 AS BIGINT)");
        assert_eq!(
            schema("CREATE TABLE t (a INTEGER, b TEXT) WITHOUT ROWID;"),
            "CREATE TABLE t (a BIGINT, b TEXT COLLATE \"C\");"
        );
    }
}
