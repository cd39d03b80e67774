"""One size of site: its folders, its peers, its runs."""
import os
import shutil
import statistics
import time

from delwebb_site import write_site
from pages import tree
from programs import run

NOW = "2026-04-01"  # after the last date of the generator, so that no page is yet to come
median = statistics.median


class Peer:
    """One of those compared: a command that makes `out`."""

    def __init__(self, name, command, folder, out, all_made=None):
        self.name, self.command, self.folder, self.out = name, command, folder, out
        self.all_made = all_made or out  # the output, and what the program keeps beside it
        self.cold, self.again = [], []
        self.files = self.bytes = 0


class Bench:
    """One size of site, with Hugo's beside it when `hugo` is a program."""

    def __init__(self, work, n, gen, delwebb, hugo):
        self.work, self.n, self.gen = os.path.join(work, str(n)), n, gen
        self.trash = os.path.join(work, "trash")
        os.makedirs(self.work)
        os.makedirs(self.trash, exist_ok=True)
        source = os.path.join(self.work, "delwebb")
        areas, projects = write_site(gen, n, source)
        # The texts of all pages would only take memory from what is measured.
        self.areas, self.projects = ([{key: page.get(key) for key in ("slug", "url", "area")} for page in pages]
                                     for pages in (areas, projects))
        del areas, projects
        made = os.path.join(self.work, "delwebb-made")
        # Started in the work folder: whatever a program leaves where it stands goes with it.
        self.delwebb = Peer("delwebb", None, self.work, os.path.join(made, "public"), made)
        self.delwebb.command = [delwebb, "build", "--root", source, "--out", self.delwebb.out, "--now", NOW]
        self.peers = [self.delwebb]
        # What a writer waits for: the same without the writing, and every finding as a line.
        self.check = [delwebb, "check", "--root", source, "--format", "oneline", "--now", NOW]
        self.checked = []
        self.hugo = None
        if hugo:
            source = os.path.join(self.work, "hugo")
            gen.gen_hugo(source, *gen.model(n, 7), None)
            self.hugo = Peer("hugo", [hugo, "--quiet", "--buildFuture",
                                      "--cacheDir", os.path.join(self.work, "hugo-cache")],
                             source, os.path.join(source, "public"))
            self.peers.append(self.hugo)
        # The finished site is copied from a tree that no build touches.
        self.finished = os.path.join(self.work, "finished")
        copy = os.path.join(self.work, "copy")
        self.copy = Peer("cp -r", ["cp", "-r", self.finished, copy], self.work, copy)
        self.peers.append(self.copy)
        self.log = os.path.join(self.work, "last.log")

    def away(self, folder):
        """Renames an old output away. Deleting it would slow the next runs down: ext4
        avoids recently freed inodes for minutes."""
        if os.path.lexists(folder):
            os.rename(folder, os.path.join(self.trash, str(time.time_ns())))

    def once(self, peer):
        return run(peer.command, peer.folder, self.log)

    def measure(self, runs, hugo_runs):
        """Every peer `runs` times, Hugo `hugo_runs` of them, in turn."""
        # Once unmeasured, so that the sources are in the page cache for all alike.
        for peer in self.peers:
            if peer is self.copy:
                # What the first build made is out of the way of the others, and is the tree to copy.
                os.rename(self.delwebb.out, self.finished)
            self.once(peer)
            sizes = [size for _, size in tree(peer.out)]
            peer.files, peer.bytes = len(sizes), sum(sizes)
        for peer in self.turns(runs, hugo_runs):
            self.away(peer.all_made)
            peer.cold.append(self.once(peer))
            if peer is self.delwebb:
                self.checked.append(run(self.check, self.work, self.log))
        for peer in self.turns(runs, hugo_runs):
            if peer is not self.copy:
                peer.again.append(self.once(peer))

    def turns(self, runs, hugo_runs):
        """The peers in turn; Hugo in as many of the rounds as it may, evenly."""
        for at in range(runs):
            is_hugos = at * hugo_runs // runs != (at + 1) * hugo_runs // runs
            yield from (peer for peer in self.peers if peer is not self.hugo or is_hugos)


def figures(runs):
    walls = [r[0] for r in runs]
    return dict(wall=median(walls), wall_min=min(walls), wall_max=max(walls), runs=len(runs),
                cpu=median(r[1] for r in runs), rss=median(r[2] for r in runs))


def free_for(folder, n, trees):
    """Whether the disk of `folder` has room for so many trees of `n` pages, and what is needed."""
    needed = n * 16_000 * trees
    return shutil.disk_usage(folder).free > needed, needed
