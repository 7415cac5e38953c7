; What std asks of its platform on `os = "zkvm"`, the target it is built for here: output goes to
; the program's log, a halt is an abort, and there is no input, no environment and no heap of std's
; own (programs bring a global allocator). Weak: a program may define its own.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

declare void @sol_log_(ptr, i64)
declare void @abort()

define weak i64 @sys_write(i32 %fd, ptr %text, i64 %len) {
  call void @sol_log_(ptr %text, i64 %len)
  ret i64 0
}

define weak void @sys_panic(ptr %text, i64 %len) {
  call void @sol_log_(ptr %text, i64 %len)
  call void @abort()
  unreachable
}

define weak void @sys_halt(i8 %code, ptr %state) {
  call void @abort()
  unreachable
}

define weak void @sys_log(ptr %text, i64 %len) {
  call void @sol_log_(ptr %text, i64 %len)
  ret void
}

; Null: std reports that memory ran out, and the program aborts.
define weak ptr @sys_alloc_aligned(i64 %bytes, i64 %align) {
  ret ptr null
}

; -1: the variable is not set.
define weak i64 @sys_getenv(ptr %out, i64 %len, ptr %name, i64 %name_len) {
  ret i64 -1
}

define weak i64 @sys_argc() {
  ret i64 0
}

define weak i64 @sys_argv(ptr %out, i64 %len, i64 %index) {
  ret i64 0
}

define weak i64 @sys_read(i32 %fd, ptr %out, i64 %len) {
  ret i64 0
}

; Leaves the buffer as it is: a program on chain has no randomness to give.
define weak void @sys_rand(ptr %out, i64 %words) {
  ret void
}
