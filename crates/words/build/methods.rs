//! The Rust text: one method for each sentence, and the list of the files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::catalogue::{Catalogue, Kind};

/// Writes the file that the crate includes. The first catalogue documents the methods.
pub(crate) fn render(catalogues: &[Catalogue]) -> String {
    let mut out = String::new();
    for catalogue in catalogues {
        sources(&mut out, catalogue);
    }
    out.push_str("impl Words {\n");
    for (key, sentence) in catalogues.first().iter().flat_map(|c| &c.sentences) {
        let mut variables: BTreeMap<&str, Kind> = BTreeMap::new();
        let twins = catalogues.iter().filter_map(|c| c.sentences.get(key));
        for (name, kind) in twins.flat_map(|twin| &twin.variables) {
            let known = variables.entry(name).or_insert(*kind);
            *known = (*known).max(*kind);
        }
        method(&mut out, key, &sentence.text, &variables);
    }
    out.push_str("}\n");
    out
}

fn sources(out: &mut String, catalogue: &Catalogue) {
    let name = catalogue.language.to_uppercase();
    let _ = writeln!(out, "const {name}: &[&str] = &[");
    for file in &catalogue.files {
        let _ = writeln!(out, "    include_str!({:?}),", file.display().to_string());
    }
    out.push_str("];\n");
}

fn method(out: &mut String, key: &str, text: &str, variables: &BTreeMap<&str, Kind>) {
    let mut parameters = String::new();
    let mut arguments = String::new();
    for (name, kind) in variables {
        let rust = identifier(name);
        let (of, value) = match kind {
            Kind::Text => ("impl std::fmt::Display", format!("{rust}.to_string().into()")),
            Kind::Count => ("i64", format!("{rust}.into()")),
        };
        let _ = write!(parameters, ", {rust}: {of}");
        let _ = write!(arguments, "({name:?}, {value}), ");
    }
    let doc = text
        .replace('`', "'")
        .replace('[', "\\[")
        .replace('<', "\\<");
    let _ = writeln!(out, "    /// “{doc}”");
    let _ = writeln!(out, "    pub fn {}(self{parameters}) -> String {{", identifier(key));
    let _ = writeln!(out, "        self.sentence({key:?}, [{}])", arguments.trim_end_matches(", "));
    out.push_str("    }\n");
}

fn identifier(name: &str) -> String {
    name.replace('-', "_").to_lowercase()
}
