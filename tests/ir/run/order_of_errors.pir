; Maps that fuse raise what they raised one after another.
test run evaluator cpu aarch64
; @f([2, 1]:i64) raises KeyError
; @g([1]:i64) raises KeyError
; @h([1]:i64, []:i64) raises KeyError

site 0 = ValueError()
site 1 = KeyError()

func @f(%a: array<i64,1,C>) -> array<i64,1,C> {
entry:
  %0 = array_map array<i64,1,C> @k1, %a
  %1 = array_map array<i64,1,C> @k2, %0
  return %1
}

func @g(%a: array<i64,1,C>) -> array<i64,1,C> {
entry:
  %0 = array_map array<i64,1,C> @k1, %a
  %c = const bool true
  raise_if site:0, %c
  %1 = array_map array<i64,1,C> @k2, %0
  return %1
}

func @h(%a: array<i64,1,C>, %b: array<i64,1,C>) -> array<i64,1,C> {
entry:
  %0 = array_map array<i64,1,C> @k1, %a
  %1 = array_map array<i64,1,C> @add, %0, %b
  return %1
}

func @k1(%a: i64) -> i64 kernel {
entry:
  %0 = const i64 1
  %1 = eq bool %a, %0
  raise_if site:1, %1
  return %a
}

func @k2(%a: i64) -> i64 kernel {
entry:
  %0 = const i64 2
  %1 = eq bool %a, %0
  raise_if site:0, %1
  return %a
}

func @add(%a: i64, %b: i64) -> i64 noraise kernel {
entry:
  %1 = add i64 %a, %b
  return %1
}
