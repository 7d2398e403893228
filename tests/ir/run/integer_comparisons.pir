; Integers compare by their own sign.
test run evaluator cpu aarch64
; @eq_i8 agrees everywhere
; @ne_i8 agrees everywhere
; @lt_i8 agrees everywhere
; @le_i8 agrees everywhere
; @gt_i8 agrees everywhere
; @ge_i8 agrees everywhere
; @eq_u8 agrees everywhere
; @ne_u8 agrees everywhere
; @lt_u8 agrees everywhere
; @le_u8 agrees everywhere
; @gt_u8 agrees everywhere
; @ge_u8 agrees everywhere
; @eq_i16 agrees everywhere
; @ne_i16 agrees everywhere
; @lt_i16 agrees everywhere
; @le_i16 agrees everywhere
; @gt_i16 agrees everywhere
; @ge_i16 agrees everywhere
; @eq_u16 agrees everywhere
; @ne_u16 agrees everywhere
; @lt_u16 agrees everywhere
; @le_u16 agrees everywhere
; @gt_u16 agrees everywhere
; @ge_u16 agrees everywhere
; @eq_i32 agrees everywhere
; @ne_i32 agrees everywhere
; @lt_i32 agrees everywhere
; @le_i32 agrees everywhere
; @gt_i32 agrees everywhere
; @ge_i32 agrees everywhere
; @eq_u32 agrees everywhere
; @ne_u32 agrees everywhere
; @lt_u32 agrees everywhere
; @le_u32 agrees everywhere
; @gt_u32 agrees everywhere
; @ge_u32 agrees everywhere
; @eq_i64 agrees everywhere
; @ne_i64 agrees everywhere
; @lt_i64 agrees everywhere
; @le_i64 agrees everywhere
; @gt_i64 agrees everywhere
; @ge_i64 agrees everywhere
; @eq_u64 agrees everywhere
; @ne_u64 agrees everywhere
; @lt_u64 agrees everywhere
; @le_u64 agrees everywhere
; @gt_u64 agrees everywhere
; @ge_u64 agrees everywhere

func @eq_i8(%a: i8, %b: i8) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_i8(%a: i8, %b: i8) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}

func @lt_i8(%a: i8, %b: i8) -> bool noraise {
entry:
  %0 = lt bool %a, %b
  return %0
}

func @le_i8(%a: i8, %b: i8) -> bool noraise {
entry:
  %0 = le bool %a, %b
  return %0
}

func @gt_i8(%a: i8, %b: i8) -> bool noraise {
entry:
  %0 = gt bool %a, %b
  return %0
}

func @ge_i8(%a: i8, %b: i8) -> bool noraise {
entry:
  %0 = ge bool %a, %b
  return %0
}

func @eq_u8(%a: u8, %b: u8) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_u8(%a: u8, %b: u8) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}

func @lt_u8(%a: u8, %b: u8) -> bool noraise {
entry:
  %0 = lt bool %a, %b
  return %0
}

func @le_u8(%a: u8, %b: u8) -> bool noraise {
entry:
  %0 = le bool %a, %b
  return %0
}

func @gt_u8(%a: u8, %b: u8) -> bool noraise {
entry:
  %0 = gt bool %a, %b
  return %0
}

func @ge_u8(%a: u8, %b: u8) -> bool noraise {
entry:
  %0 = ge bool %a, %b
  return %0
}

func @eq_i16(%a: i16, %b: i16) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_i16(%a: i16, %b: i16) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}

func @lt_i16(%a: i16, %b: i16) -> bool noraise {
entry:
  %0 = lt bool %a, %b
  return %0
}

func @le_i16(%a: i16, %b: i16) -> bool noraise {
entry:
  %0 = le bool %a, %b
  return %0
}

func @gt_i16(%a: i16, %b: i16) -> bool noraise {
entry:
  %0 = gt bool %a, %b
  return %0
}

func @ge_i16(%a: i16, %b: i16) -> bool noraise {
entry:
  %0 = ge bool %a, %b
  return %0
}

func @eq_u16(%a: u16, %b: u16) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_u16(%a: u16, %b: u16) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}

func @lt_u16(%a: u16, %b: u16) -> bool noraise {
entry:
  %0 = lt bool %a, %b
  return %0
}

func @le_u16(%a: u16, %b: u16) -> bool noraise {
entry:
  %0 = le bool %a, %b
  return %0
}

func @gt_u16(%a: u16, %b: u16) -> bool noraise {
entry:
  %0 = gt bool %a, %b
  return %0
}

func @ge_u16(%a: u16, %b: u16) -> bool noraise {
entry:
  %0 = ge bool %a, %b
  return %0
}

func @eq_i32(%a: i32, %b: i32) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_i32(%a: i32, %b: i32) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}

func @lt_i32(%a: i32, %b: i32) -> bool noraise {
entry:
  %0 = lt bool %a, %b
  return %0
}

func @le_i32(%a: i32, %b: i32) -> bool noraise {
entry:
  %0 = le bool %a, %b
  return %0
}

func @gt_i32(%a: i32, %b: i32) -> bool noraise {
entry:
  %0 = gt bool %a, %b
  return %0
}

func @ge_i32(%a: i32, %b: i32) -> bool noraise {
entry:
  %0 = ge bool %a, %b
  return %0
}

func @eq_u32(%a: u32, %b: u32) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_u32(%a: u32, %b: u32) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}

func @lt_u32(%a: u32, %b: u32) -> bool noraise {
entry:
  %0 = lt bool %a, %b
  return %0
}

func @le_u32(%a: u32, %b: u32) -> bool noraise {
entry:
  %0 = le bool %a, %b
  return %0
}

func @gt_u32(%a: u32, %b: u32) -> bool noraise {
entry:
  %0 = gt bool %a, %b
  return %0
}

func @ge_u32(%a: u32, %b: u32) -> bool noraise {
entry:
  %0 = ge bool %a, %b
  return %0
}

func @eq_i64(%a: i64, %b: i64) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_i64(%a: i64, %b: i64) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}

func @lt_i64(%a: i64, %b: i64) -> bool noraise {
entry:
  %0 = lt bool %a, %b
  return %0
}

func @le_i64(%a: i64, %b: i64) -> bool noraise {
entry:
  %0 = le bool %a, %b
  return %0
}

func @gt_i64(%a: i64, %b: i64) -> bool noraise {
entry:
  %0 = gt bool %a, %b
  return %0
}

func @ge_i64(%a: i64, %b: i64) -> bool noraise {
entry:
  %0 = ge bool %a, %b
  return %0
}

func @eq_u64(%a: u64, %b: u64) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_u64(%a: u64, %b: u64) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}

func @lt_u64(%a: u64, %b: u64) -> bool noraise {
entry:
  %0 = lt bool %a, %b
  return %0
}

func @le_u64(%a: u64, %b: u64) -> bool noraise {
entry:
  %0 = le bool %a, %b
  return %0
}

func @gt_u64(%a: u64, %b: u64) -> bool noraise {
entry:
  %0 = gt bool %a, %b
  return %0
}

func @ge_u64(%a: u64, %b: u64) -> bool noraise {
entry:
  %0 = ge bool %a, %b
  return %0
}
