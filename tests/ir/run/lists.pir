; Lists and boxes: shared, changed in place, and owners of what they hold.
test run evaluator cpu aarch64
; @append_and_load agrees everywhere
; @truncate agrees everywhere
; @nested agrees everywhere
; @box agrees everywhere
; @shared_box agrees everywhere
; @box_of_lists agrees everywhere

func @append_and_load(%a: i64, %b: i64) -> i64 {
entry:
  %zero = const i64 0
  %one = const i64 1
  %list = list_alloc list<i64> %zero
  list_append %list, %a
  list_append %list, %b
  list_store %list, %zero, %b
  %x = list_load i64 %list, %zero
  %y = list_load i64 %list, %one
  %n = list_length i64 %list
  %s = add i64 %x, %y
  %t = mul i64 %s, %n
  return %t
}

func @truncate(%a: f64) -> i64 {
entry:
  %two = const i64 2
  %one = const i64 1
  %list = list_alloc list<f64> %two
  list_append %list, %a
  list_append %list, %a
  list_append %list, %a
  list_truncate %list, %one
  %n = list_length i64 %list
  return %n
}

func @nested(%a: i64) -> i64 {
entry:
  %zero = const i64 0
  %outer = list_alloc list<list<i64>> %zero
  %inner = list_alloc list<i64> %zero
  list_append %outer, %inner
  list_append %outer, %inner
  list_append %inner, %a
  %again = list_load list<i64> %outer, %zero
  list_append %again, %a
  list_truncate %outer, %zero
  %n = list_length i64 %inner
  return %n
}

func @box(%a: i64, %b: f64) -> f64 {
entry:
  %box = box_alloc box<i64, f64> %a, %b
  box_store 1, %box, %b
  %x = box_load f64 1, %box
  %y = box_load i64 0, %box
  %z = convert f64 %y
  %s = add f64 %x, %z
  return %s
}

func @shared_box(%a: i64, %c: bool) -> i64 {
entry:
  %box = box_alloc box<i64> %a
  branch %c, change, done
change:
  %one = const i64 1
  box_store 0, %box, %one
  jump done
done:
  %x = box_load i64 0, %box
  return %x
}

func @box_of_lists(%a: i64) -> i64 {
entry:
  %zero = const i64 0
  %first = list_alloc list<i64> %zero
  list_append %first, %a
  %second = list_alloc list<i64> %zero
  %box = box_alloc box<list<i64>> %first
  box_store 0, %box, %second
  %list = box_load list<i64> 0, %box
  list_append %list, %a
  %same = eq bool %list, %second
  %n = list_length i64 %second
  %m = convert i64 %same
  %s = add i64 %n, %m
  return %s
}
