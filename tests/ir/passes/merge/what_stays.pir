; Blocks with several ways in stay, the two sides of a branch stay, and so do blocks whose errors go elsewhere.
test merge

site 0 = ValueError()

func @f(%a: i64, %c: bool) -> i64 {
entry:
  branch %c, yes, done(%a)
yes:
  jump attempt
attempt: unwind handler
  raise_if site:0, %c
  jump after
after:
  %0 = neg i64 %a
  jump done(%0)
handler:
  %1 = caught_error error
  jump done(%a)
done(%2: i64):
  return %2
}

expect:
site 0 = ValueError()

func @f(%0: i64, %1: bool) -> i64 {
entry:
  branch %1, yes, done(%0)
yes:
  jump attempt
attempt: unwind handler
  raise_if site:0, %1
  jump after
after:
  %2 = neg i64 %0
  jump done(%2)
handler:
  %3 = caught_error error
  jump done(%0)
done(%4: i64):
  return %4
}
