//! Just enough JSON to rearrange what the compiler printed. Numbers stay the text they were.

use anyhow::{Result, bail};

/// A JSON value; object members keep their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`, `true`, `false` or a number, as text.
    Plain(String),
    /// A string, still escaped, without its quotes.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Member `key` of an object.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The elements of an array; none for anything else.
    pub fn elements(&self) -> &[Json] {
        match self {
            Json::List(elements) => elements,
            _ => &[],
        }
    }

    /// The string member `key`, empty if there is none.
    pub fn text(&self, key: &str) -> &str {
        match self.get(key) {
            Some(Json::Text(text) | Json::Plain(text)) => text,
            _ => "",
        }
    }

    /// Indented by two blanks, short arrays of plain values on one line, ending in a newline.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out.push('\n');
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        match self {
            Json::Plain(text) => out.push_str(text),
            Json::Text(text) => out.push_str(&format!("\"{text}\"")),
            Json::List(elements) if elements.iter().all(|e| matches!(e, Json::Plain(_))) => {
                let words: Vec<String> =
                    elements.iter().map(|e| e.pretty().trim().into()).collect();
                out.push_str(&format!("[{}]", words.join(", ")));
            }
            Json::List(elements) => {
                Self::block(depth, out, '[', ']', elements, |element, out| {
                    element.write(depth + 1, out);
                });
            }
            Json::Object(members) => {
                Self::block(depth, out, '{', '}', members, |(key, value), out| {
                    out.push_str(&format!("\"{key}\": "));
                    value.write(depth + 1, out);
                });
            }
        }
    }

    fn block<T>(
        depth: usize,
        out: &mut String,
        open: char,
        close: char,
        items: &[T],
        write: impl Fn(&T, &mut String),
    ) {
        out.push(open);
        for (index, item) in items.iter().enumerate() {
            out.push_str(if index == 0 { "\n" } else { ",\n" });
            out.push_str(&"  ".repeat(depth + 1));
            write(item, out);
        }
        if !items.is_empty() {
            out.push('\n');
            out.push_str(&"  ".repeat(depth));
        }
        out.push(close);
    }
}

/// Parses one JSON text.
pub fn parse(text: &str) -> Result<Json> {
    let mut parser = Parser { rest: text };
    let value = parser.value()?;
    parser.skip_blanks();
    if !parser.rest.is_empty() {
        bail!(
            "there is text after the JSON value: {}",
            excerpt(parser.rest)
        );
    }
    Ok(value)
}

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, token: char) -> bool {
        self.skip_blanks();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, token: char) -> Result<()> {
        if !self.take(token) {
            bail!("expected `{token}` at: {}", excerpt(self.rest));
        }
        Ok(())
    }

    fn value(&mut self) -> Result<Json> {
        self.skip_blanks();
        match self.rest.chars().next() {
            Some('{') => self.object(),
            Some('[') => self.list(),
            Some('"') => Ok(Json::Text(self.string()?)),
            Some(_) => self.plain(),
            None => bail!("the JSON text ends too early"),
        }
    }

    fn object(&mut self) -> Result<Json> {
        self.expect('{')?;
        let mut members = Vec::new();
        while !self.take('}') {
            if !members.is_empty() {
                self.expect(',')?;
            }
            self.skip_blanks();
            let key = self.string()?;
            self.expect(':')?;
            members.push((key, self.value()?));
        }
        Ok(Json::Object(members))
    }

    fn list(&mut self) -> Result<Json> {
        self.expect('[')?;
        let mut elements = Vec::new();
        while !self.take(']') {
            if !elements.is_empty() {
                self.expect(',')?;
            }
            elements.push(self.value()?);
        }
        Ok(Json::List(elements))
    }

    fn string(&mut self) -> Result<String> {
        let Some(body) = self.rest.strip_prefix('"') else {
            bail!("expected a string at: {}", excerpt(self.rest));
        };
        let mut escaped = false;
        for (at, c) in body.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    self.rest = &body[at + 1..];
                    return Ok(body[..at].to_owned());
                }
                _ => {}
            }
        }
        bail!("a string is not closed: {}", excerpt(self.rest))
    }

    fn plain(&mut self) -> Result<Json> {
        let end = self.rest.find([',', ']', '}']).unwrap_or(self.rest.len());
        let word = self.rest[..end].trim();
        let is_number = word
            .trim_start_matches('-')
            .starts_with(|c: char| c.is_ascii_digit());
        if !is_number && !matches!(word, "null" | "true" | "false") {
            bail!("expected a JSON value at: {}", excerpt(self.rest));
        }
        let value = Json::Plain(word.to_owned());
        self.rest = &self.rest[end..];
        Ok(value)
    }
}

fn excerpt(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_parsed_prints_the_same_every_time() {
        let text = r#"{"a":[1,2,-3],"b":{"c":"x\"y"},"d":[{"e":null}],"f":[],"g":{}}"#;
        let value = parse(text).expect("parses");
        let pretty = value.pretty();
        assert_eq!(parse(&pretty).expect("parses"), value);
        assert!(pretty.contains("\"a\": [1, 2, -3]"), "{pretty}");
        assert_eq!(value.get("b").expect("b").text("c"), "x\\\"y");
    }

    #[test]
    fn broken_text_is_refused() {
        for text in ["{", "[1,,2]", "{\"a\" 1}", "\"open", "nope", "[1] 2", ""] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
