// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "fxlake/env/file_descriptor.h"

extern char** environ;

namespace fxlake::env {
namespace {

struct Pipe {
  FileDescriptor read, write;
};

Result<Pipe> MakePipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    return Unavailable(std::string("creating a pipe: ") + std::strerror(errno));
  return Pipe{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

// Standard input is a socket, because writing to a closed one can be done without a signal.
Result<Pipe> MakeInput() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return Unavailable(std::string("creating a socket: ") + std::strerror(errno));
  return Pipe{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

// Kills and reaps the child in every case.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (id_ < 0) return;
    ::kill(id_, SIGKILL);
    Wait();
  }
  int Wait() {
    int state = 0;
    while (::waitpid(id_, &state, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return state;
  }

 private:
  pid_t id_;
};

Result<pid_t> Spawn(const ProgramRun& run, const Pipe& in, const Pipe& out) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.read.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write.get(), STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::vector<char*> arguments;
  for (const auto& argument : run.arguments) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  pid_t id = -1;
  const int error = ::posix_spawnp(&id, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error == ENOENT) return Unavailable("the program " + run.arguments.front() + " is not installed");
  if (error != 0) return Unavailable("starting " + run.arguments.front() + ": " + std::strerror(error));
  return id;
}

// Writes the program's input and reads its output, until it closes its output.
Result<std::string> Exchange(const ProgramRun& run, Pipe& in, Pipe& out) {
  std::string printed;
  std::size_t written = 0;
  std::array<char, 1 << 16> buffer;
  const auto deadline = std::chrono::steady_clock::now() + run.timeout;
  ::fcntl(in.write.get(), F_SETFL, O_NONBLOCK);
  while (true) {
    if (written == run.input.size()) in.write = FileDescriptor();
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now())
            .count();
    if (left <= 0)
      return Unavailable(run.arguments.front() + " runs longer than " + std::to_string(run.timeout.count()) +
                         " s");
    std::array<pollfd, 2> wanted = {{{out.read.get(), POLLIN, 0}, {in.write.get(), POLLOUT, 0}}};
    if (::poll(wanted.data(), wanted.size(), static_cast<int>(left)) < 0 && errno != EINTR)
      return Unavailable("waiting for a program");
    if ((wanted[1].revents & (POLLOUT | POLLERR | POLLHUP)) != 0) {
      const auto count =
          ::send(in.write.get(), run.input.data() + written, run.input.size() - written, MSG_NOSIGNAL);
      if (count >= 0) written += static_cast<std::size_t>(count);
      if (count < 0 && errno != EAGAIN && errno != EINTR) written = run.input.size();  // it reads no more
    }
    if (wanted[0].revents == 0) continue;
    const auto count = ::read(out.read.get(), buffer.data(), buffer.size());
    if (count == 0) return printed;
    if (count > 0) printed.append(buffer.data(), static_cast<std::size_t>(count));
    if (printed.size() > run.max_bytes)
      return InvalidInput(run.arguments.front() + " prints more than " + std::to_string(run.max_bytes) +
                          " bytes");
  }
}

}  // namespace

Result<std::string> RunProgram(const ProgramRun& run) {
  ASSIGN_OR_RETURN(auto in, MakeInput());
  ASSIGN_OR_RETURN(auto out, MakePipe());
  ASSIGN_OR_RETURN(const auto id, Spawn(run, in, out));
  Child child(id);
  if (run.max_memory > 0) {
    const rlimit most = {.rlim_cur = run.max_memory, .rlim_max = run.max_memory};
    if (::prlimit(id, RLIMIT_AS, &most, nullptr) != 0)
      return Unavailable("limiting the memory of " + run.arguments.front());
  }
  in.read = FileDescriptor();
  out.write = FileDescriptor();
  ASSIGN_OR_RETURN(auto printed, Exchange(run, in, out));
  const int state = child.Wait();
  if (!WIFEXITED(state) || WEXITSTATUS(state) != 0) return InvalidInput(run.arguments.front() + " failed");
  return printed;
}

}  // namespace fxlake::env
