; What lists and boxes demand.
test verify

func @list_that_is_none(%n: i64) -> i64 {
entry:
  %0 = list_alloc i64 %n
  return %0
}

func @list_of_float_size(%n: f64) -> list<i64> {
entry:
  %0 = list_alloc list<i64> %n
  return %0
}

func @length_of_no_list(%n: i64) -> i64 {
entry:
  %0 = list_length i64 %n
  return %0
}

func @length_as_a_float(%a: list<i64>) -> f64 {
entry:
  %0 = list_length f64 %a
  return %0
}

func @item_by_a_float(%a: list<i64>, %n: f64) -> i64 {
entry:
  %0 = list_load i64 %a, %n
  return %0
}

func @item_of_another_type(%a: list<i64>, %n: i64) -> f64 {
entry:
  %0 = list_load f64 %a, %n
  return %0
}

func @another_item_stored(%a: list<i64>, %n: i64, %x: f64) -> none {
entry:
  list_store %a, %n, %x
  unreachable
}

func @another_item_appended(%a: list<i64>, %x: f64) -> none {
entry:
  list_append %a, %x
  unreachable
}

func @cut_to_a_float(%a: list<i64>, %x: f64) -> none {
entry:
  list_truncate %a, %x
  unreachable
}

func @box_that_is_none(%n: i64) -> i64 {
entry:
  %0 = box_alloc i64 %n
  return %0
}

func @box_without_a_field(%n: i64) -> box<i64,f64> {
entry:
  %0 = box_alloc box<i64,f64> %n
  return %0
}

func @box_of_others(%n: i64) -> box<i64,f64> {
entry:
  %0 = box_alloc box<i64,f64> %n, %n
  return %0
}

func @no_such_field(%a: box<i64>) -> i64 {
entry:
  %0 = box_load i64 1, %a
  return %0
}

func @no_field(%a: box<i64>) -> i64 {
entry:
  %0 = box_load i64 %a
  return %0
}

func @field_of_a_number(%a: i64) -> i64 {
entry:
  %0 = box_load i64 0, %a
  return %0
}

func @field_of_another_type(%a: box<i64>) -> f64 {
entry:
  %0 = box_load f64 0, %a
  return %0
}

func @another_field_stored(%a: box<i64>, %x: f64) -> none {
entry:
  box_store 0, %a, %x
  unreachable
}

expect:
invalid IR in @list_that_is_none, block entry: its result is i64, not a list: %1 = list_alloc i64 %0
invalid IR in @list_of_float_size, block entry: operand 1 is f64, not i64: %1 = list_alloc list<i64> %0
invalid IR in @length_of_no_list, block entry: operand 1 is i64, not a list: %1 = list_length i64 %0
invalid IR in @length_as_a_float, block entry: its result is f64, not i64: %1 = list_length f64 %0
invalid IR in @item_by_a_float, block entry: operand 2 is f64, not i64: %2 = list_load i64 %0, %1
invalid IR in @item_of_another_type, block entry: its result is f64, not i64: %2 = list_load f64 %0, %1
invalid IR in @another_item_stored, block entry: operand 3 is f64, not i64: list_store %0, %1, %2
invalid IR in @another_item_appended, block entry: operand 2 is f64, not i64: list_append %0, %1
invalid IR in @cut_to_a_float, block entry: operand 2 is f64, not i64: list_truncate %0, %1
invalid IR in @box_that_is_none, block entry: its result is i64, not a box: %1 = box_alloc i64 %0
invalid IR in @box_without_a_field, block entry: it has 1 operands, not 2: %1 = box_alloc box<i64, f64> %0
invalid IR in @box_of_others, block entry: operand 2 is i64, not f64: %1 = box_alloc box<i64, f64> %0, %0
invalid IR in @no_such_field, block entry: box<i64> has no such field: %1 = box_load i64 1, %0
invalid IR in @no_field, block entry: box<i64> has no such field: %1 = box_load i64 %0
invalid IR in @field_of_a_number, block entry: i64 has no such field: %1 = box_load i64 0, %0
invalid IR in @field_of_another_type, block entry: its result is f64, not i64: %1 = box_load f64 0, %0
invalid IR in @another_field_stored, block entry: operand 2 is f64, not i64: box_store 0, %0, %1
