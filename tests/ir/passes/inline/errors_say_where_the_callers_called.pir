; What an inlined body raises knows where it was called, through two levels; handlers match it there as well.
test inline dce

site 0 = ValueError() in "inner" at "a.py" !3:4-3:9

func @f(%a: i64, %c: bool) -> i64 noraise python="outer" file="a.py" line=10 {
entry: unwind handler
  %0 = call i64 @middle, %a, %c !11:4-11:9
  return %0
handler:
  %1 = caught_error error
  %2 = error_matches bool "1", %1
  %3 = select i64 %2, %a, %a
  return %3
}

func @middle(%a: i64, %c: bool) -> i64 python="middle" file="a.py" line=6 {
entry:
  %0 = call i64 @inner, %a, %c !7:4-7:9
  return %0
}

func @inner(%a: i64, %c: bool) -> i64 python="inner" file="a.py" line=1 {
entry:
  raise_if site:0, %c
  return %a
}

expect:
site 0 = ValueError() in "inner" at "a.py" !3:4-3:9
site 1 = ValueError() in "inner" at "a.py" !3:4-3:9 from "middle" at "a.py" !19:2-19:3
site 2 = ValueError() in "inner" at "a.py" !3:4-3:9 from "middle" at "a.py" !19:2-19:3 from "outer" at "a.py" !8:2-8:3

func @f(%0: i64, %1: bool) -> i64 noraise python="outer" file="a.py" line=10 {
entry: unwind handler
  raise_if site:2, %1
  return %0
handler:
  %2 = caught_error error
  %3 = error_matches bool "3,2,1", %2
  %4 = select i64 %3, %0, %0
  return %4
}
