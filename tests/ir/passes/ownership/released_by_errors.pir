; An error leaves through a block that releases what is held there, then goes where the errors of the block went.
test ownership

site 0 = ValueError()

func @leaves(%c: bool, %n: i64) -> i64 {
entry:
  %0 = array_alloc array<i64,1,C> %n
  raise_if site:0, %c
  %1 = get i64 2, %0
  return %1
}

func @handled(%c: bool, %n: i64) -> i64 {
entry: unwind handler
  %0 = array_alloc array<i64,1,C> %n
  raise_if site:0, %c
  %1 = get i64 2, %0
  return %1
handler:
  %2 = caught_error error
  return %n
}

expect:
site 0 = ValueError()

func @leaves(%0: bool, %1: i64) -> i64 {
entry:
  %2 = array_alloc array<i64, 1, C> %1
  jump entry1
entry1: unwind cleanup
  raise_if site:0, %0
  %3 = get i64 2, %2
  release %2
  return %3
cleanup:
  release %2
  propagate
}

func @handled(%0: bool, %1: i64) -> i64 {
entry: unwind handler
  %2 = array_alloc array<i64, 1, C> %1
  jump entry2
handler:
  %3 = caught_error error
  release %3
  return %1
entry2: unwind cleanup
  raise_if site:0, %0
  %4 = get i64 2, %2
  release %2
  return %4
cleanup:
  release %2
  jump handler
}
