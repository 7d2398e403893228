; The parameters of blocks stay, used or not, and so does what edges hand over to them.
test dce

func @f(%a: i64, %c: bool) -> i64 noraise {
entry:
  %0 = neg i64 %a
  %1 = neg i64 %0
  branch %c, yes(%0), no(%1)
yes(%2: i64):
  return %2
no(%3: i64):
  return %a
}

expect:
func @f(%0: i64, %1: bool) -> i64 noraise {
entry:
  %2 = neg i64 %0
  %3 = neg i64 %2
  branch %1, yes(%2), no(%3)
yes(%4: i64):
  return %4
no(%5: i64):
  return %0
}
