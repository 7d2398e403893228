; How many operands and successors there are, and whether there is a result.
test verify

func @good(%a: i64) -> i64 {
entry:
  %0 = add i64 %a, %a
  return %0
}

func @binary_with_one(%a: i64) -> i64 {
entry:
  %0 = add i64 %a
  return %0
}

func @unary_with_two(%a: i64) -> i64 {
entry:
  %0 = neg i64 %a, %a
  return %0
}

func @ternary_with_two(%a: f64) -> f64 {
entry:
  %0 = fma f64 %a, %a
  return %0
}

func @none_with_one(%a: i64) -> i64 {
entry:
  %0 = zero i64 %a
  return %0
}

func @return_of_nothing() -> none {
entry:
  return
}

func @jump_to_two() -> none {
entry:
  jump a, b
a:
  unreachable
b:
  unreachable
}

func @branch_to_one(%c: bool) -> none {
entry:
  branch %c, a
a:
  unreachable
}

func @result_of_nothing(%p: ptr<i64>, %a: i64) -> none {
entry:
  %0 = store void %p, %a
  unreachable
}

func @no_result(%a: i64) -> i64 {
entry:
  add %a, %a
  return %a
}

func @zero_without_a_result() -> none {
entry:
  zero
  unreachable
}

func @generic(%a: i64) -> i64 {
entry:
  %0 = py.binary i64 0, %a, %a
  return %0
}

expect:
nothing is wrong in @good
invalid IR in @binary_with_one, block entry: it takes two operands, not 1: %1 = add i64 %0
invalid IR in @unary_with_two, block entry: it takes one operand, not 2: %1 = neg i64 %0, %0
invalid IR in @ternary_with_two, block entry: it takes three operands, not 2: %1 = fma f64 %0, %0
invalid IR in @none_with_one, block entry: it takes no operand, not 1: %1 = zero i64 %0
invalid IR in @return_of_nothing, block entry: it takes one operand, not 0: return
invalid IR in @jump_to_two, block entry: it has 2 successors, not 1: jump a, b
invalid IR in @branch_to_one, block entry: it has 1 successors, not 2: branch %0, a
invalid IR in @result_of_nothing, block entry: its result and its type do not agree: %2 = store void %0, %1
invalid IR in @no_result, block entry: its result is void, not an integer, a float or complex: add %0, %0
invalid IR in @zero_without_a_result, block entry: it needs a result: zero
invalid IR in @generic, block entry: an operation of the generic level: %1 = py.binary i64 0, %0, %0
