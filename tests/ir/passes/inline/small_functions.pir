; Calls of small functions become their bodies: one block in place, several between the halves of the calling block.
test inline dce

func @f(%a: i64, %b: bool) -> i64 noraise {
entry:
  %0 = call i64 @square, %a
  %1 = call i64 @choose, %0, %b
  %2 = add i64 %0, %1
  return %2
}

func @square(%x: i64) -> i64 noraise {
entry:
  %0 = mul i64 %x, %x
  return %0
}

func @choose(%x: i64, %b: bool) -> i64 noraise {
entry:
  branch %b, yes, no
yes:
  %0 = const i64 1
  return %0
no:
  %1 = call i64 @square, %x
  return %1
}

expect:
func @f(%0: i64, %1: bool) -> i64 noraise {
entry:
  %2 = mul i64 %0, %0
  branch %1, yes, no
entry1(%3: i64):
  %4 = add i64 %2, %3
  return %4
yes:
  %5 = const i64 1
  jump entry1(%5)
no:
  %6 = mul i64 %2, %2
  jump entry1(%6)
}
