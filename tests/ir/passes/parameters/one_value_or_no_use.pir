; A parameter that nothing uses goes, and one that is the same value whichever way its block is reached becomes that value.
test parameters

func @f(%a: i64, %b: i64, %c: bool) -> i64 noraise {
entry:
  branch %c, done(%a, %b, %a), other
other:
  %0 = neg i64 %a
  jump done(%a, %0, %b)
done(%same: i64, %differs: i64, %unused: i64):
  %1 = add i64 %same, %differs
  return %1
}

expect:
func @f(%0: i64, %1: i64, %2: bool) -> i64 noraise {
entry:
  branch %2, done(%1), other
other:
  %3 = neg i64 %0
  jump done(%3)
done(%4: i64):
  %5 = add i64 %0, %4
  return %5
}
