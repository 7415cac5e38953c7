//! What must not be left in the module when code is generated.

use crate::abi::users;
use crate::error::Fault;
use crate::llvm::function::readable;
use crate::llvm::{Module, ffi};
use llvm_sys::core::LLVMIsGlobalConstant;

/// Syscalls every cluster has, by the names the loader hashes.
const SYSCALLS: [&str; 43] = [
    "abort",
    "sol_alloc_free_",
    "sol_alt_bn128_compression",
    "sol_alt_bn128_group_op",
    "sol_big_mod_exp",
    "sol_blake3",
    "sol_create_program_address",
    "sol_curve_group_op",
    "sol_curve_multiscalar_mul",
    "sol_curve_pairing_map",
    "sol_curve_validate_point",
    "sol_get_clock_sysvar",
    "sol_get_epoch_rewards_sysvar",
    "sol_get_epoch_schedule_sysvar",
    "sol_get_epoch_stake",
    "sol_get_fees_sysvar",
    "sol_get_last_restart_slot",
    "sol_get_processed_sibling_instruction",
    "sol_get_rent_sysvar",
    "sol_get_return_data",
    "sol_get_stack_height",
    "sol_get_sysvar",
    "sol_invoke_signed_c",
    "sol_invoke_signed_rust",
    "sol_keccak256",
    "sol_log_",
    "sol_log_64_",
    "sol_log_compute_units_",
    "sol_log_data",
    "sol_log_pubkey",
    "sol_memcmp_",
    "sol_memcpy_",
    "sol_memmove_",
    "sol_memset_",
    "sol_panic_",
    "sol_poseidon",
    "sol_remaining_compute_units",
    "sol_secp256k1_recover",
    "sol_set_return_data",
    "sol_sha256",
    "sol_sha512",
    "sol_try_find_program_address",
    "sol_get_slot_hashes",
];

/// Refuses statics that are written: the loader maps no writable section.
pub fn no_writable_statics(module: &Module) -> Result<(), Fault> {
    let mut faults = Vec::new();
    for global in module.globals() {
        let name = global.name();
        let constant = ffi!(LLVMIsGlobalConstant(global.0)) != 0;
        if !constant && !name.starts_with("llvm.") && !global.users().is_empty() {
            faults.push(Fault::WritableStatic {
                name: readable(&name),
                users: users(global),
            });
        }
    }
    Fault::collect(faults)
}

/// Refuses calls to functions that nobody defines.
pub fn only_known_syscalls(module: &Module) -> Result<(), Fault> {
    let mut faults = Vec::new();
    for function in module.functions() {
        let name = function.name();
        if function.is_declaration()
            && !function.is_intrinsic()
            && !function.value().users().is_empty()
            && !SYSCALLS.contains(&name.as_str())
        {
            let users = users(function.value());
            faults.push(Fault::UndefinedSymbol {
                name: readable(&name),
                users,
            });
        }
    }
    Fault::collect(faults)
}
