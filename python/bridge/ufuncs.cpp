// NumPy calls an inner loop with addresses, sizes and strides; compiled code is called with arrays over the same memory.
// NumPy asks no loop over numbers whether it failed: what was raised waits, for this thread, until the call is over.
#include "python/bridge/ufuncs.hpp"

#include <cfenv>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>

#include "python/bridge/callback.hpp"
#include "python/bridge/numpy_api.hpp"
#include "python/bridge/raise.hpp"
#define PY_UFUNC_UNIQUE_SYMBOL pyrite_ufunc_api
#include <numpy/ufuncobject.h>

namespace pyrite::bridge {

namespace {

/// The exception of an inner loop, between its call and the end of the call of the universal function.
struct Pending {
  bool isAwaited = false;  // a call through `callUfunc` is under way
  bool isSet = false;
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
};
thread_local Pending pending;

class Lock {
 public:
  Lock() : state_(PyGILState_Ensure()) {}
  ~Lock() { PyGILState_Release(state_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  PyGILState_STATE state_;
};

/// The lock is held and an exception is set.
void keepException() {
  if (!pending.isAwaited) return;  // a call that nobody watches: the interpreter finds it set
  PyErr_Fetch(&pending.type, &pending.value, &pending.traceback);
  pending.isSet = true;
}

/// The loop compiled for operands that lie in one way.
struct Variant {
  Ref dispatcher;
  KernelState* kernel = nullptr;
  std::shared_ptr<Specialization> code;
  std::vector<UnboxNode> arrays;
};

class Loop {
 public:
  explicit Loop(LoopRequest request) : maker_(std::move(request.maker)) {
    for (LoopOperand& operand : request.operands) {
      types_.push_back(reinterpret_cast<PyArray_Descr*>(operand.dtype.get())->type_num);
      sizes_.push_back(PyDataType_ELSIZE(reinterpret_cast<PyArray_Descr*>(operand.dtype.get())));
      cores_.push_back(std::move(operand.core));
    }
  }

  const std::vector<int>& types() const { return types_; }

  void run(char** addresses, const npy_intp* sizes, const npy_intp* strides, std::size_t inputs) {
    if (sizes[0] == 0 || pending.isSet) return;
    const Variant* variant = find(patternOf(addresses, sizes, strides, inputs));
    if (variant == nullptr) return;
    const targets::FrameLayout& layout = variant->code->frame;
    std::vector<char> large;
    alignas(std::max_align_t) char small[kSmallFrame];
    char* frame = small;
    if (static_cast<std::size_t>(layout.size) > kSmallFrame) {
      large.resize(static_cast<std::size_t>(layout.size));  // arrays and numbers: no more than new's own alignment
      frame = large.data();
    }
    const npy_intp* core = strides + types_.size();
    for (std::size_t i = 0; i < types_.size(); ++i) {
      write(variant->arrays[i], frame, addresses[i], sizes, strides[i], cores_[i], core);
      core += cores_[i].size();
    }
    call(*variant, frame);
  }

 private:
  /// A letter for each operand: 'c' its elements follow each other, 's' all steps see the same, 'a' any other stride. With 'r'
  /// for the first input and the output, all steps work on the same element of both, as reductions do.
  std::string patternOf(char** addresses, const npy_intp* sizes, const npy_intp* strides, std::size_t inputs) const {
    const std::size_t count = types_.size();
    std::string pattern(count, 'a');
    const npy_intp* core = strides + count;
    for (std::size_t i = 0; i < count; ++i) {
      npy_intp expected = sizes_[i];
      bool isContiguous = true;
      for (std::size_t k = cores_[i].size(); k-- > 0;) {
        isContiguous = isContiguous && core[k] == expected;
        expected *= sizes[1 + cores_[i][k]];
      }
      core += cores_[i].size();
      if (!isContiguous) continue;
      if (strides[i] == expected || sizes[0] == 1)
        pattern[i] = 'c';
      else if (strides[i] == 0 && i < inputs)
        pattern[i] = 's';
    }
    if (count == inputs + 1 && inputs == 2 && cores_[0].empty() && cores_[2].empty() && addresses[0] == addresses[2] &&
        strides[0] == 0 && strides[2] == 0 && sizes[0] > 1)
      pattern[0] = pattern[2] = 'r';
    else if (pattern.find('a') != std::string::npos)
      pattern.assign(count, 'a');  // few variants
    return pattern;
  }

  const Variant* find(const std::string& pattern) {
    {
      const std::lock_guard guard(mutex_);
      if (const auto found = variants_.find(pattern); found != variants_.end()) return &found->second;
    }
    const Lock lock;
    const Ref text = newText(pattern);
    Variant made;
    made.dispatcher = text ? Ref::steal(PyObject_CallFunctionObjArgs(maker_.get(), text.get(), nullptr)) : Ref();
    if (!made.dispatcher) return keepException(), nullptr;
    made.kernel = kernelOf(made.dispatcher.get());
    made.code = made.kernel->specializations.front();
    for (std::size_t i = 0; i < types_.size(); ++i) {
      const Type type = made.code->arguments[i];
      made.arrays.push_back(planUnbox(cpu::hostTarget(), type, type, made.code->frame.argumentOffsets[i]));
    }
    const std::lock_guard guard(mutex_);
    return &variants_.emplace(pattern, std::move(made)).first->second;
  }

  static void write(const UnboxNode& array, char* frame, char* address, const npy_intp* sizes, npy_intp stride,
                    const std::vector<std::size_t>& dimensions, const npy_intp* strides) {
    const auto put = [&](std::size_t part, const auto& value) { std::memcpy(frame + array.parts[part], &value, sizeof value); };
    const std::size_t count = dimensions.size() + 1;
    put(0, static_cast<void*>(nullptr));  // borrowed: no owner
    put(1, address);
    put(2, static_cast<std::int64_t>(sizes[0]));
    put(2 + count, static_cast<std::int64_t>(stride));
    for (std::size_t k = 0; k < dimensions.size(); ++k) {
      put(3 + k, static_cast<std::int64_t>(sizes[1 + dimensions[k]]));
      put(3 + count + k, static_cast<std::int64_t>(strides[k]));
    }
  }

  static void call(const Variant& variant, char* frame) {
    std::optional<ObjectCalls> calls;
    if (variant.code->callsInterpreter())
      calls.emplace(*variant.code, BoxContext{nullptr, 0, variant.kernel->self, nullptr, &variant.code});
    const std::int32_t status = variant.code->entry(frame);
    if (status == 0) return;
    const Lock lock;
    raiseStatus(*variant.kernel, *variant.code, status);
    keepException();
    std::feclearexcept(FE_ALL_EXCEPT);  // NumPy would warn of what the abandoned loop did
  }

  Ref maker_;
  std::vector<int> types_;
  std::vector<npy_intp> sizes_;
  std::vector<std::vector<std::size_t>> cores_;
  std::mutex mutex_;
  std::map<std::string, Variant> variants_;
};

/// All that a numpy.ufunc points to.
struct Ufunc {
  std::string name, documentation, signature;
  std::size_t inputs = 0;
  std::vector<std::unique_ptr<Loop>> loops;
  struct Data {
    Loop* loop;
    std::size_t inputs;
  };
  std::vector<Data> data;
  std::vector<void*> dataPointers;
  std::vector<PyUFuncGenericFunction> functions;
  std::vector<char> types;
};

// NumPy's type of an inner loop. NOLINTNEXTLINE(readability-non-const-parameter)
void runLoop(char** addresses, const npy_intp* sizes, const npy_intp* strides, void* data) {
  const auto& own = *static_cast<const Ufunc::Data*>(data);
  own.loop->run(addresses, sizes, strides, own.inputs);
}

constexpr const char* kCapsuleName = "pyrite.ufunc";

void destroyUfunc(PyObject* capsule) { delete static_cast<Ufunc*>(PyCapsule_GetPointer(capsule, kCapsuleName)); }

int connect() {
  import_umath1(-1);
  return 0;
}

bool loadUfuncs() {
  static bool isLoaded = false;
  if (!isLoaded) isLoaded = loadNumpy(true) && connect() == 0;
  return isLoaded;
}

}  // namespace

Ref newUfunc(UfuncRequest request) {
  if (!loadUfuncs()) return {};
  auto made = std::make_unique<Ufunc>();
  made->name = std::move(request.name);
  made->documentation = std::move(request.documentation);
  made->signature = std::move(request.signature);
  made->inputs = static_cast<std::size_t>(request.inputs);
  for (LoopRequest& loop : request.loops) {
    made->loops.push_back(std::make_unique<Loop>(std::move(loop)));
    made->data.push_back({made->loops.back().get(), made->inputs});
    for (const int type : made->loops.back()->types()) made->types.push_back(static_cast<char>(type));
    made->functions.push_back(reinterpret_cast<PyUFuncGenericFunction>(runLoop));
  }
  for (Ufunc::Data& data : made->data) made->dataPointers.push_back(&data);
  Ref result = Ref::steal(PyUFunc_FromFuncAndDataAndSignature(
      made->functions.data(), made->dataPointers.data(), made->types.data(), static_cast<int>(made->functions.size()),
      request.inputs, request.outputs, request.identity, made->name.c_str(), made->documentation.c_str(), 0,
      made->signature.empty() ? nullptr : made->signature.c_str()));
  if (!result) return {};
  PyObject* capsule = PyCapsule_New(made.get(), kCapsuleName, destroyUfunc);
  if (capsule == nullptr) return {};
  made.release();
  auto* ufunc = reinterpret_cast<PyUFuncObject*>(result.get());
  ufunc->obj = capsule;
  for (const std::size_t place : request.writable) ufunc->op_flags[place] = NPY_ITER_READWRITE | NPY_ITER_UPDATEIFCOPY;
  return result;
}

PyObject* callUfunc(PyObject* callee, PyObject* arguments, PyObject* keywords) {
  const Pending before = std::exchange(pending, Pending{true});
  PyObject* result = PyObject_Call(callee, arguments, keywords);
  const Pending after = std::exchange(pending, before);
  if (!after.isSet) return result;
  Py_XDECREF(result);
  PyErr_Clear();
  PyErr_Restore(after.type, after.value, after.traceback);
  return nullptr;
}

}  // namespace pyrite::bridge
