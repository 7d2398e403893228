; Whoever takes a generator's values asks; a loop that may go round without a yield asks by itself.
test interrupts

func @each(%n: i64) -> i64 generator=generator<#1, "each": i64, i64> {
entry:
  %0 = const i64 1
  jump head(%n)
head(%i: i64):
  %1 = yield none %i
  %2 = add i64 %i, %0
  jump head(%2)
}

func @some(%n: i64) -> i64 generator=generator<#2, "some": i64, i64> {
entry:
  %0 = const i64 1
  jump head(%n)
head(%i: i64):
  %1 = add i64 %i, %0
  %2 = eq bool %i, %0
  branch %2, gives, head(%1)
gives:
  %3 = yield none %i
  jump head(%1)
}

expect:
func @each(%0: i64) -> i64 generator=generator<#1, "each": i64, i64> {
entry:
  %1 = const i64 1
  jump head(%0)
head(%2: i64):
  %3 = yield none %2
  %4 = add i64 %2, %1
  jump head(%4)
}

func @some(%0: i64) -> i64 generator=generator<#2, "some": i64, i64> {
entry:
  %1 = slot slot<i64>
  %2 = const i64 0
  slot_store %1, %2
  %3 = const i64 1
  jump head(%0)
head(%4: i64):
  %5 = slot_load i64 %1
  %6 = const i64 1
  %7 = add i64 %5, %6
  slot_store %1, %7
  %8 = const i64 1023
  %9 = and i64 %7, %8
  %10 = const i64 0
  %11 = eq bool %9, %10
  branch %11, ask, round
gives:
  %12 = yield none %4
  jump head(%13)
ask:
  interrupt_check
  jump round
round:
  %13 = add i64 %4, %3
  %14 = eq bool %4, %3
  branch %14, gives, head(%13)
}
