//! Names and documentation comments in Rust's style.

/// `request_mint_exact_in` to `RequestMintExactIn`.
pub fn pascal(name: &str) -> String {
    name.split('_')
        .map(|part| {
            let mut letters = part.chars();
            letters
                .next()
                .map(|first| first.to_uppercase().chain(letters).collect::<String>())
                .unwrap_or_default()
        })
        .collect()
}

/// `io_mint` to `IO_MINT`.
pub fn upper(name: &str) -> String {
    name.to_uppercase()
}

/// A field or argument name, escaped where Rust has the word.
pub fn ident(name: &str) -> String {
    match name {
        "type" | "match" | "ref" | "move" | "use" | "in" | "as" | "box" => format!("r#{name}"),
        _ => name.to_string(),
    }
}

/// Documentation lines, indented by nothing: rustfmt lays them out.
pub fn doc_comment(lines: &[String]) -> String {
    lines
        .iter()
        .map(|line| format!("/// {}\n", line.trim()))
        .collect()
}

/// A byte list as a Rust array.
pub fn byte_array(bytes: &[u8]) -> String {
    let list: Vec<String> = bytes.iter().map(u8::to_string).collect();
    format!("[{}]", list.join(", "))
}

/// A seed or message as a Rust string literal.
pub fn literal(text: &str) -> String {
    format!("{text:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_rust() {
        assert_eq!(pascal("request_mint_exact_in"), "RequestMintExactIn");
        assert_eq!(pascal("iosd"), "Iosd");
        assert_eq!(upper("io_mint"), "IO_MINT");
        assert_eq!(ident("type"), "r#type");
        assert_eq!(literal("a \"b\""), "\"a \\\"b\\\"\"");
    }
}
