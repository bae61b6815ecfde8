//! The sentences of one language, and how they differ from another's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant,
    VariantKey,
};

/// What a variable of a sentence holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    /// Anything that can be written out.
    Text,
    /// A count: some language chooses a plural by it.
    Count,
}

/// One sentence.
pub(crate) struct Sentence {
    /// The file that it stands in, without its folder.
    pub(crate) file: String,
    /// Its text as it stands there, for the method's documentation.
    pub(crate) text: String,
    /// Its variables.
    pub(crate) variables: BTreeMap<String, Kind>,
}

/// All sentences of one language.
pub(crate) struct Catalogue {
    /// The language's tag.
    pub(crate) language: &'static str,
    /// The files, in the order of their names.
    pub(crate) files: Vec<PathBuf>,
    /// The sentences by key.
    pub(crate) sentences: BTreeMap<String, Sentence>,
}

impl Catalogue {
    /// Reads every `.ftl` file of a folder.
    pub(crate) fn read(language: &'static str, folder: &Path) -> Result<Self, Vec<String>> {
        let files = list(folder).map_err(|error| vec![format!("{}: {error}", folder.display())])?;
        let mut reader = Reader::default();
        for file in &files {
            match std::fs::read_to_string(file) {
                Ok(text) => reader.file(language, file, &text),
                Err(error) => reader
                    .complaints
                    .push(format!("{}: {error}", file.display())),
            }
        }
        reader.check_terms(language);
        if reader.complaints.is_empty() {
            Ok(Self { language, files, sentences: reader.sentences })
        } else {
            Err(reader.complaints)
        }
    }

    /// What `other` lacks, has in excess or has otherwise.
    pub(crate) fn differences(&self, other: &Self) -> Vec<String> {
        let (here, there) = (self.language, other.language);
        let mut found = Vec::new();
        for (key, sentence) in &self.sentences {
            let file = &sentence.file;
            match other.sentences.get(key) {
                None => found.push(format!("{there}/{file} has no sentence `{key}`")),
                Some(twin) if twin.file != *file => {
                    found.push(format!("`{key}` is in {here}/{file} but in {there}/{}", twin.file));
                }
                Some(twin) if !twin.variables.keys().eq(sentence.variables.keys()) => {
                    let names =
                        |s: &Sentence| s.variables.keys().cloned().collect::<Vec<_>>().join(", ");
                    let (ours, theirs) = (names(sentence), names(twin));
                    found.push(format!(
                        "`{key}` has the variables [{ours}] in {here}/{file} but [{theirs}] in {there}/{file}"
                    ));
                }
                Some(_) => {}
            }
        }
        for (key, sentence) in &other.sentences {
            if !self.sentences.contains_key(key) {
                found.push(format!(
                    "{there}/{} has a sentence `{key}` that {here} lacks",
                    sentence.file
                ));
            }
        }
        found
    }
}

fn list(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let paths = entries.into_iter().map(|entry| entry.path());
    let mut files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|e| e == "ftl"))
        .collect();
    files.sort();
    Ok(files)
}

#[derive(Default)]
struct Reader {
    sentences: BTreeMap<String, Sentence>,
    terms: BTreeSet<String>,
    wanted_terms: BTreeSet<String>,
    complaints: Vec<String>,
}

impl Reader {
    fn file(&mut self, language: &str, path: &Path, text: &str) {
        let file = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let resource = match fluent_syntax::parser::parse(text) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let line = text
                        .get(..error.pos.start)
                        .unwrap_or(text)
                        .matches('\n')
                        .count()
                        + 1;
                    self.complaints
                        .push(format!("{language}/{file}:{line}: {error}"));
                }
                resource
            }
        };
        self.entries(language, &file, resource);
    }

    fn entries(&mut self, language: &str, file: &str, resource: Resource<&str>) {
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let key = message.id.name.to_owned();
                    let place = format!("{language}/{file}: `{key}`");
                    let Some(value) = message.value.filter(|_| message.attributes.is_empty())
                    else {
                        self.complaints
                            .push(format!("{place} must have a text and no attributes"));
                        continue;
                    };
                    let mut scan = Scan { place: &place, variables: BTreeMap::new(), reader: self };
                    scan.pattern(&value);
                    let variables = scan.variables;
                    let sentence =
                        Sentence { file: file.to_owned(), text: plain(&value), variables };
                    if self.sentences.insert(key, sentence).is_some() {
                        self.complaints.push(format!("{place} is there twice"));
                    }
                }
                Entry::Term(term) => {
                    self.terms.insert(term.id.name.to_owned());
                }
                _ => {}
            }
        }
    }

    fn check_terms(&mut self, language: &str) {
        for missing in self.wanted_terms.difference(&self.terms) {
            self.complaints
                .push(format!("{language} has no term `-{missing}`"));
        }
    }
}

/// Collects the variables of one sentence.
struct Scan<'a> {
    place: &'a str,
    variables: BTreeMap<String, Kind>,
    reader: &'a mut Reader,
}

impl Scan<'_> {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, Kind::Text),
            Expression::Select { selector, variants } => {
                self.inline(selector, kind_of(variants));
                variants
                    .iter()
                    .for_each(|variant| self.pattern(&variant.value));
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>, kind: Kind) {
        match inline {
            InlineExpression::VariableReference { id } => {
                let known = self.variables.entry(id.name.to_owned()).or_insert(kind);
                *known = (*known).max(kind);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::TermReference { id, arguments, attribute: None } if plain_call(arguments) => {
                self.reader.wanted_terms.insert(id.name.to_owned());
            }
            _ => self.reader.complaints.push(format!(
                "{} may refer to variables and terms only, not to functions, messages or attributes",
                self.place
            )),
        }
    }
}

fn plain_call(arguments: &Option<CallArguments<&str>>) -> bool {
    arguments
        .as_ref()
        .is_none_or(|a| a.positional.is_empty() && a.named.is_empty())
}

/// Plural categories and numbers choose by a count; any other word chooses by a text.
fn kind_of(variants: &[Variant<&str>]) -> Kind {
    let plural = |variant: &Variant<&str>| match variant.key {
        VariantKey::NumberLiteral { .. } => true,
        VariantKey::Identifier { name } => ["zero", "one", "two", "few", "many"].contains(&name),
    };
    if variants.iter().any(plural) { Kind::Count } else { Kind::Text }
}

/// The sentence on one line, its variables in braces.
fn plain(pattern: &Pattern<&str>) -> String {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression } => text.push_str(&placeable(expression)),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn placeable(expression: &Expression<&str>) -> String {
    match expression {
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            format!("{{{}}}", id.name)
        }
        Expression::Inline(InlineExpression::TermReference { id, .. }) => {
            format!("{{-{}}}", id.name)
        }
        Expression::Select { variants, .. } => variants
            .iter()
            .find(|variant| variant.default)
            .map(|variant| plain(&variant.value))
            .unwrap_or_default(),
        Expression::Inline(_) => "…".to_owned(),
    }
}
