; A block that one jump leads to becomes the end of the block that jumps; its parameters are what was handed over.
test merge

func @f(%a: i64) -> i64 noraise {
entry:
  %0 = neg i64 %a
  jump second(%0)
second(%b: i64):
  %1 = mul i64 %b, %b
  jump third(%1, %b)
third(%c: i64, %d: i64):
  %2 = add i64 %c, %d
  return %2
}

expect:
func @f(%0: i64) -> i64 noraise {
entry:
  %1 = neg i64 %0
  %2 = mul i64 %1, %1
  %3 = add i64 %2, %1
  return %3
}
