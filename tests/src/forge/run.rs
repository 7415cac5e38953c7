//! Playing the lines.

use super::{Forgery, Line, Play, Row, Scene};
use crate::{send::Refused, world::World};
use solana_account::AccountSharedData;
use solana_pubkey::Pubkey;
use std::collections::HashMap;

/// Plays every line of `plays`; one row of the summary for each instruction.
///
/// # Errors
/// A sentence for each line that is not answered as it says.
pub fn run(program: &str, plays: &[Play]) -> Result<Vec<Row>, Vec<String>> {
    let mut rows: Vec<Row> = Vec::new();
    let mut wrong = Vec::new();
    for play in plays {
        let scene = (play.scene)();
        let name = &scene.call().name;
        assert_eq!(
            name, play.instruction,
            "the scene plays another instruction"
        );
        assert_eq!(
            scene.interface().name,
            program,
            "{name} is another program's"
        );
        if let Err(refused) = works(&scene, play) {
            wrong.push(format!("{name}, unforged: {refused}"));
            continue;
        }
        for Line { forgery, answer } in &play.lines {
            let outcome = forge(scene.clone(), forgery)
                .and_then(|refused| answer.check(&scene.instruction.program_id, &refused));
            if let Err(sentence) = outcome {
                wrong.push(format!("{name}, {}: {sentence}", forgery.text));
            }
        }
        match rows.iter_mut().find(|row| row.instruction == *name) {
            Some(row) => row.count(&play.lines),
            None => rows.push(Row::new(program, name, &play.lines)),
        }
    }
    if wrong.is_empty() {
        Ok(rows)
    } else {
        Err(wrong)
    }
}

/// The instruction lands; twice, where the play says so.
fn works(scene: &Scene, play: &Play) -> Result<(), String> {
    let mut scene = scene.clone();
    land(&mut scene)?;
    if play.repeats.is_some() {
        land(&mut scene).map_err(|refused| format!("a second time: {refused}"))?;
    }
    Ok(())
}

fn land(scene: &mut Scene) -> Result<(), String> {
    let sent = scene.city.send(&scene.instruction);
    sent.map(|_| ()).map_err(|refused| told(&refused))
}

/// Sends the forged instruction; it must be refused and change nothing.
fn forge(mut scene: Scene, forgery: &Forgery) -> Result<Refused, String> {
    if forgery.replay {
        land(&mut scene)?;
    }
    forgery.apply(&mut scene);
    // A fresh blockhash, or the network itself would refuse the same transaction.
    scene.city.chain.svm.expire_blockhash();
    let before = accounts(&scene.city.chain);
    let times = if forgery.twice { 2 } else { 1 };
    let instructions = vec![scene.instruction.clone(); times];
    let outcome = scene.city.deliver(&instructions);
    let Err(refused) = outcome else {
        return Err("accepted".into());
    };
    let payer = scene.city.at("sponsor");
    match first_change(&before, &accounts(&scene.city.chain), &payer) {
        Some(changed) => Err(format!("refused, but {changed} changed")),
        None => Ok(refused),
    }
}

type Accounts = HashMap<Pubkey, AccountSharedData>;

fn accounts(world: &World) -> Accounts {
    let all = &world.svm.accounts_db().inner;
    all.iter()
        .map(|(key, account)| (*key, account.clone()))
        .collect()
}

/// An account that differs, other than in the fee payer's lamports.
fn first_change(before: &Accounts, after: &Accounts, payer: &Pubkey) -> Option<Pubkey> {
    let keys = before.keys().chain(after.keys());
    keys.filter(|key| *key != payer)
        .find(|key| before.get(key) != after.get(key))
        .copied()
}

fn told(refused: &Refused) -> String {
    format!("{:?}\n{}", refused.error, refused.logs.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        city::City,
        forge::{own, state, unsigned},
        staking::set_authority,
        world::ESCROW,
    };
    use solana_signer::Signer;

    fn propose() -> Scene {
        let mut city = City::founded();
        let new = city.person("new");
        let old = city.chain.authority.pubkey();
        Scene::new(city, set_authority(old, new))
    }

    /// A line that does not hold is reported: a forgery that changes nothing is accepted, one that is
    /// refused otherwise than it says is told apart.
    #[test]
    fn what_is_accepted_or_answered_otherwise_is_told() {
        let plays = crate::forgeries! {
            set_authority in propose {
                state("nothing is forged", |_| ()) => own(6012, "NotTheAuthority"),
                unsigned("authority") => own(6012, "NotTheAuthority"),
            }
        };
        let wrong = run("staking", &plays).unwrap_err();
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(
            wrong[0].ends_with("nothing is forged: accepted"),
            "{wrong:?}"
        );
        assert!(wrong[1].contains("MissingRequiredSignature"), "{wrong:?}");
    }

    #[test]
    fn a_changed_account_is_seen() {
        let account = |lamports| AccountSharedData::new(lamports, 0, &ESCROW);
        let (payer, one) = (Pubkey::new_unique(), Pubkey::new_unique());
        let before = HashMap::from([(payer, account(5)), (one, account(1))]);
        let mut after = before.clone();
        after.insert(payer, account(4));
        assert_eq!(first_change(&before, &after, &payer), None);
        after.insert(one, account(2));
        assert_eq!(first_change(&before, &after, &payer), Some(one));
        after.remove(&one);
        assert_eq!(first_change(&before, &after, &payer), Some(one));
    }
}
