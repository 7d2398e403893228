// Specs in both directions.
#include "python/bridge/type_spec.hpp"

#include <string_view>

#include "python/bridge/names.hpp"

namespace pyrite::bridge {

namespace {

/// A tuple whose first item says which kind it is.
class Reader {
 public:
  Reader(LiveWorld& world, PyObject* spec) : world_(world), spec_(spec) {}

  Type read() {
    if (!PyTuple_Check(spec_) || PyTuple_GET_SIZE(spec_) < 1) return refuse();
    const std::string kind = textOf(item(0));
    if (kind == "bool") return types::boolType();
    if (kind == "int") return types::intType(integer(1), integer(2) != 0);
    if (kind == "float") return types::floatType(integer(1));
    if (kind == "complex") return types::complexType(integer(1));
    if (kind == "none") return types::noneType();
    if (kind == "ellipsis") return types::ellipsisType();
    if (kind == "string") return types::textType();
    if (kind == "range") return types::rangeType();
    if (kind == "array") return array();
    if (kind == "time") return types::timeType(textOf(item(1)));
    if (kind == "buffer") {
      const Type inner = typeOfSpec(world_, item(2));
      return inner == nullptr ? nullptr : types::bufferType(textOf(item(1)), inner);
    }
    if (kind == "tuple") return tuple();
    if (kind == "namedtuple") return namedTuple();
    if (kind == "list") {
      const Type inner = typeOfSpec(world_, item(1));
      return inner == nullptr ? nullptr : types::listType(inner);
    }
    if (kind == "optional") {
      const Type inner = typeOfSpec(world_, item(1));
      return inner == nullptr ? nullptr : types::optionalType(inner);
    }
    if (kind == "slice") {
      const Type start = typeOfSpec(world_, item(1)), stop = typeOfSpec(world_, item(2)), step = typeOfSpec(world_, item(3));
      return start == nullptr || stop == nullptr || step == nullptr ? nullptr : types::sliceType(start, stop, step);
    }
    if (kind == "enum") {
      const ObjectId cls = world_.idOf(item(1));
      const auto* known = std::get_if<infer::StaticEnumClass>(&world_.describe(cls));
      return known == nullptr ? refuse() : types::enumType(cls, known->name, known->isInteger);
    }
    if (kind == "static") return types::staticType(world_.idOf(item(1)), displayNameOf(item(1)));
    return refuse();
  }

 private:
  PyObject* item(Py_ssize_t index) const { return index < PyTuple_GET_SIZE(spec_) ? PyTuple_GET_ITEM(spec_, index) : Py_None; }
  int integer(Py_ssize_t index) const { return static_cast<int>(PyLong_AsLong(item(index))); }
  Type refuse() const {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_TypeError, "%R cannot be the type of a compiled value", spec_);
    return nullptr;
  }
  Type array() const {
    const Type dtype = typeOfSpec(world_, item(1));
    if (dtype == nullptr) return nullptr;
    const std::string layout = textOf(item(3));
    return types::arrayType(dtype, integer(2),
                            layout == "C"   ? types::Layout::C
                            : layout == "F" ? types::Layout::F
                                            : types::Layout::A,
                            integer(4) != 0, integer(5) != 0);
  }
  bool items(PyObject* list, std::vector<Type>& out) const {
    if (!PyTuple_Check(list)) return false;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(list); ++i) {
      out.push_back(typeOfSpec(world_, PyTuple_GET_ITEM(list, i)));
      if (out.back() == nullptr) return false;
    }
    return true;
  }
  Type tuple() const {
    std::vector<Type> parts;
    return items(item(1), parts) ? types::tupleType(parts) : refuse();
  }
  Type namedTuple() const {
    std::vector<Type> parts;
    if (!items(item(2), parts)) return refuse();
    return namedTupleTypeOf(world_, item(1), parts);
  }

  LiveWorld& world_;
  PyObject* spec_;
};

Ref textSpec(const char* kind) { return Ref::steal(Py_BuildValue("(s)", kind)); }

Ref itemSpecs(const std::vector<Type>& items) {
  Ref result = Ref::steal(PyTuple_New(static_cast<Py_ssize_t>(items.size())));
  for (std::size_t i = 0; result && i < items.size(); ++i) {
    Ref part = specOf(items[i]);
    if (!part) return {};
    PyTuple_SET_ITEM(result.get(), static_cast<Py_ssize_t>(i), part.release());
  }
  return result;
}

PyObject* boolean(bool value) { return value ? Py_True : Py_False; }

}  // namespace

Type namedTupleTypeOf(LiveWorld& world, PyObject* cls, std::span<const Type> items) {
  std::vector<std::string> fields;
  const Ref names = attributeOrNull(cls, "_fields");
  for (Py_ssize_t i = 0; names && PyTuple_Check(names.get()) && i < PyTuple_GET_SIZE(names.get()); ++i)
    fields.push_back(textOf(PyTuple_GET_ITEM(names.get(), i)));
  return types::namedTupleType(world.idOf(cls), textOf(attributeOrNull(cls, "__name__").get()), items, fields);
}

Type typeOfSpec(LiveWorld& world, PyObject* spec) { return Reader(world, spec).read(); }

Type typeOfTypeObject(LiveWorld& world, PyObject* object) {
  const Ref types = importedModule("pyrite.types");
  if (!types) return nullptr;
  const Ref base = attributeOrNull(types.get(), "Type");
  if (!base || PyObject_IsInstance(object, base.get()) != 1) return nullptr;
  const Ref spec = Ref::steal(PyObject_CallMethod(object, "_spec", nullptr));
  const Type type = spec ? typeOfSpec(world, spec.get()) : nullptr;
  if (type == nullptr) PyErr_Clear();
  return type;
}

Ref specOf(Type type) {
  switch (type->kind) {
    case types::Kind::Void:
    case types::Kind::None:
      return textSpec("none");
    case types::Kind::Ellipsis:
      return textSpec("ellipsis");
    case types::Kind::Bool:
      return textSpec("bool");
    case types::Kind::String:
    case types::Kind::Text:
      return textSpec("string");
    case types::Kind::Range:
      return textSpec("range");
    case types::Kind::Int:
      return Ref::steal(Py_BuildValue("(siO)", "int", int{type->bits}, boolean(type->isSigned)));
    case types::Kind::Float:
      return Ref::steal(Py_BuildValue("(si)", "float", int{type->bits}));
    case types::Kind::Complex:
      return Ref::steal(Py_BuildValue("(si)", "complex", int{type->bits}));
    case types::Kind::Array: {
      const char* layout = type->layout == types::Layout::C ? "C" : type->layout == types::Layout::F ? "F" : "A";
      const Ref dtype = specOf(type->dtype());
      if (!dtype) return {};
      return Ref::steal(Py_BuildValue("(sOisOO)", "array", dtype.get(), int{type->ndim}, layout, boolean(type->isReadOnly),
                                      boolean(type->isAligned)));
    }
    case types::Kind::Time:
      return Ref::steal(Py_BuildValue("(ss)", "time", type->name.c_str()));
    case types::Kind::Buffer: {
      const Ref array = specOf(type->item());
      return array ? Ref::steal(Py_BuildValue("(ssO)", "buffer", type->name.c_str(), array.get())) : Ref();
    }
    case types::Kind::Tuple: {
      const Ref items = itemSpecs(type->items);
      if (!items) return {};
      if (!type->isNamedTuple()) return Ref::steal(Py_BuildValue("(sO)", "tuple", items.get()));
      PyObject* cls = ObjectTable::instance().find(type->object);
      return Ref::steal(Py_BuildValue("(sOO)", "namedtuple", cls == nullptr ? Py_None : cls, items.get()));
    }
    case types::Kind::Optional: {
      const Ref item = specOf(type->item());
      return item ? Ref::steal(Py_BuildValue("(sO)", "optional", item.get())) : Ref();
    }
    case types::Kind::List: {
      const Ref item = specOf(type->item());
      return item ? Ref::steal(Py_BuildValue("(sO)", "list", item.get())) : Ref();
    }
    case types::Kind::Slice: {
      const Ref items = itemSpecs(type->items);
      if (!items) return {};
      return Ref::steal(Py_BuildValue("(sOOO)", "slice", PyTuple_GET_ITEM(items.get(), 0), PyTuple_GET_ITEM(items.get(), 1),
                                      PyTuple_GET_ITEM(items.get(), 2)));
    }
    case types::Kind::Static: {
      PyObject* object = ObjectTable::instance().find(type->object);
      return Ref::steal(Py_BuildValue("(sO)", "static", object == nullptr ? Py_None : object));
    }
    case types::Kind::Enum: {
      PyObject* cls = ObjectTable::instance().find(type->object);
      return Ref::steal(Py_BuildValue("(sO)", "enum", cls == nullptr ? Py_None : cls));
    }
    case types::Kind::Unbound:
    case types::Kind::MaybeUnbound:
    case types::Kind::Closure:
    case types::Kind::Owner:
    case types::Kind::Pointer:
    case types::Kind::Slot:
    case types::Kind::Box:
    case types::Kind::Generator:
    case types::Kind::Iterator:
    case types::Kind::Error:
    case types::Kind::Template:
    case types::Kind::Function:
      break;
  }
  return Ref::steal(Py_BuildValue("(ss)", "other", types::toString(type).c_str()));
}

}  // namespace pyrite::bridge
