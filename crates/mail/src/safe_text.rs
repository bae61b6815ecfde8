//! Text that came from outside, made harmless for a letter.

/// Longest name that a letter repeats, in characters.
const LONGEST: usize = 80;

/// A name on one line: no control characters, no direction marks, no runs of spaces, not too long.
/// Nothing remains of a name that carries a link, so that nobody can make the registry send one.
pub(crate) fn name(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if is_plain(c) { c } else { ' ' })
        .collect();
    let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = line.to_lowercase();
    if lower.contains("://") || lower.contains("www.") {
        return String::new();
    }
    shortened(&line, LONGEST)
}

/// At most `longest` characters, the end replaced by an ellipsis if there are more.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Paragraphs in lines of at most `width` characters; a longer word keeps a line to itself.
pub(crate) fn wrapped(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// Neither a control character nor one that reorders or hides text.
fn is_plain(character: char) -> bool {
    let hidden = matches!(character,
        '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    !character.is_control() && !hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_plain_line() {
        assert_eq!(name("Maria\r\nBcc: x@y.z\tFaria"), "Maria Bcc: x@y.z Faria");
        assert_eq!(name("a\u{202E}b\u{0}c"), "a b c");
        assert_eq!(name("Win at https://evil.example"), "");
        assert_eq!(name("Conceição d'Água \"Ñ\""), "Conceição d'Água \"Ñ\"");
        assert_eq!(name(&"x".repeat(200)).chars().count(), 80);
    }

    #[test]
    fn lines_break_between_words_only() {
        assert_eq!(wrapped("one two three", 7), "one two\nthree");
        assert_eq!(
            wrapped("a https://portal.example/recover/x b", 10),
            "a\nhttps://portal.example/recover/x\nb"
        );
        assert_eq!(wrapped("", 10), "");
    }
}
