; Recursion that ends, and recursion that does not.
test run evaluator cpu aarch64
; @factorial agrees everywhere
; @endless agrees everywhere

func @factorial(%n: i64) -> i64 {
entry:
  %limit = stack_limit i64
  stack_check %limit
  %one = const i64 1
  %mask = const i64 15
  %small = and i64 %n, %mask
  %done = le bool %small, %one
  branch %done, last, more
last:
  return %one
more:
  %less = sub i64 %small, %one
  %rest = call i64 @factorial, %less
  %product = mul i64 %rest, %small
  return %product
}

func @endless(%n: i64) -> i64 {
entry:
  %limit = stack_limit i64
  stack_check %limit
  %rest = call i64 @endless, %n
  %one = const i64 1
  %sum = add i64 %rest, %one
  return %sum
}
