//! What a command answers: one record or a list of rows, as table or JSON. Amounts are whole tokens in
//! decimal text, exact to the last base unit, in both forms.
use clap::ValueEnum;
use comfy_table::{Table, presets};
use io_core::amount::show_amount;
use serde_json::{Map, Value};

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Names and values, in order.
    Record(Vec<(&'static str, Value)>),
    /// Rows under headings.
    List {
        /// Headings.
        columns: Vec<&'static str>,
        /// Rows, as long as the headings.
        rows: Vec<Vec<Value>>,
    },
}

/// Base units as whole tokens.
#[must_use]
pub fn tokens(base_units: u64, decimals: u8) -> Value {
    Value::String(show_amount(base_units, decimals))
}

/// Anything that prints as text, such as an address.
#[must_use]
pub fn text(value: impl ToString) -> Value {
    Value::String(value.to_string())
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => "-".to_string(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl Answer {
    /// The answer in `format`.
    #[must_use]
    pub fn show(&self, format: Format) -> String {
        match format {
            Format::Json => self.to_json().to_string(),
            Format::Table => self.to_table(),
        }
    }

    fn to_json(&self) -> Value {
        match self {
            Self::Record(fields) => Value::Object(
                fields
                    .iter()
                    .map(|(name, value)| ((*name).to_string(), value.clone()))
                    .collect(),
            ),
            Self::List { columns, rows } => {
                let object = |row: &Vec<Value>| -> Map<String, Value> {
                    columns
                        .iter()
                        .map(|name| (*name).to_string())
                        .zip(row.iter().cloned())
                        .collect()
                };
                Value::Array(rows.iter().map(|row| Value::Object(object(row))).collect())
            }
        }
    }

    fn to_table(&self) -> String {
        let mut table = Table::new();
        table.load_preset(presets::UTF8_HORIZONTAL_ONLY);
        match self {
            Self::Record(fields) => {
                for (name, value) in fields {
                    table.add_row([name.replace('_', " "), cell(value)]);
                }
            }
            Self::List { rows, .. } if rows.is_empty() => return "none".to_string(),
            Self::List { columns, rows } => {
                table.set_header(columns.iter().map(|name| name.replace('_', " ")));
                for row in rows {
                    table.add_row(row.iter().map(cell));
                }
            }
        }
        table.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_an_object_or_two_columns() {
        let answer = Answer::Record(vec![
            ("staked_io", tokens(150_000_000, 8)),
            ("slot", Value::from(7)),
            ("signature", Value::Null),
        ]);
        assert_eq!(
            answer.to_json(),
            serde_json::json!({ "staked_io": "1.5", "slot": 7, "signature": null })
        );
        let table = answer.show(Format::Table);
        let lines: Vec<&str> = table
            .lines()
            .filter(|line| line.contains("staked") || line.contains("signature"))
            .collect();
        assert_eq!(lines.len(), 2, "{table}");
        assert!(
            lines[0].contains("staked io") && lines[0].contains("1.5"),
            "{table}"
        );
        assert!(lines[1].trim_end().ends_with('-'), "{table}");
    }

    #[test]
    fn a_list_is_an_array_or_rows_under_headings() {
        let mut answer = Answer::List {
            columns: vec!["feed", "price_usd"],
            rows: vec![vec![Value::from(0), text("1.25")]],
        };
        assert_eq!(
            answer.to_json(),
            serde_json::json!([{ "feed": 0, "price_usd": "1.25" }])
        );
        let table = answer.show(Format::Table);
        assert!(
            table.contains("price usd") && table.contains("1.25"),
            "{table}"
        );
        if let Answer::List { rows, .. } = &mut answer {
            rows.clear();
        }
        assert_eq!(answer.show(Format::Table), "none");
        assert_eq!(answer.show(Format::Json), "[]");
    }
}
