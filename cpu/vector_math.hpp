// The vector math library of glibc: elementary functions on whole vectors, where it is there.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace llvm {
class TargetLibraryInfoImpl;
class Triple;
}  // namespace llvm

namespace pyrite::cpu {

/// Tells the vectoriser which functions have vector variants on the host.
void addVectorFunctions(llvm::TargetLibraryInfoImpl& library, const llvm::Triple& triple);

/// Names and addresses of the vector variants. Empty where there is no such library.
const std::vector<std::pair<std::string, void*>>& vectorSymbols();

/// Part of the cache key: code that calls a vector function must not reach a host without it.
std::string vectorMathKey();

}  // namespace pyrite::cpu
