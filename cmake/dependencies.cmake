# The libraries we stand on. A required one that is missing stops with the command that installs it.
#
# pyrite::llvm   LLVM 22.1 as static archives with the X86, AArch64 and NVPTX back ends only
# pyrite::tbb    oneTBB, for runtime/

function(pyrite_stop_without what packages)
  message(FATAL_ERROR "${what} is missing. On Debian or Ubuntu:\n  apt-get install ${packages}\nor run ./dev build, which does it.")
endfunction()

# A bare "22" is refused: LLVM's version file wants major and minor. Its own checks compile C.
find_package(LLVM 22.1 CONFIG QUIET PATHS /usr/lib/llvm-22/lib/cmake/llvm)
if(NOT LLVM_FOUND)
  pyrite_stop_without("LLVM 22.1" "llvm-22-dev libzstd-dev zlib1g-dev")
endif()
llvm_map_components_to_libnames(pyrite_llvm_libraries
  core orcjit orcdebugging passes X86 AArch64 NVPTX bitreader bitwriter linker irreader)
add_library(pyrite_llvm INTERFACE)
add_library(pyrite::llvm ALIAS pyrite_llvm)
separate_arguments(pyrite_llvm_definitions UNIX_COMMAND "${LLVM_DEFINITIONS}")
target_include_directories(pyrite_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_compile_options(pyrite_llvm INTERFACE ${pyrite_llvm_definitions})
target_link_libraries(pyrite_llvm INTERFACE ${pyrite_llvm_libraries})

find_package(TBB CONFIG QUIET)
if(NOT TBB_FOUND)
  pyrite_stop_without("oneTBB" "libtbb-dev")
endif()
add_library(pyrite::tbb ALIAS TBB::tbb)

find_package(Threads REQUIRED)

if(PYRITE_TESTS)
  find_package(GTest CONFIG QUIET)
  if(NOT GTest_FOUND)
    pyrite_stop_without("GoogleTest" "libgtest-dev libgmock-dev")
  endif()
endif()
