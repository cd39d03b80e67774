"""The aims, and how far from them a run was. Nothing here is asserted."""

MIB = 1024  # of a GiB


def ratio(results, of, to):
    """One figure over another, each (size, peer, phase, key); None when one was not measured."""
    found = []
    for size, peer, phase, key in (of, to):
        runs = (results.get(str(size), {}).get(peer) or {}).get(phase)
        found.append(runs[key] if runs else None)
    return found[0] / found[1] if all(found) else None


def cold(size, peer, key="wall"):
    return size, peer, "cold", key


def aims(results, sizes):
    """(what, at most, measured or None) of every aim; `sizes` are all that were measured."""
    ours = "delwebb"
    rows = [(f"{n:,} pages, cold / Hugo", most, ratio(results, cold(n, ours), cold(n, "hugo")))
            for n, most in ((100, 0.2), (1_000, 0.2), (10_000, 0.18))]
    copied = ratio(results, cold(10_000, ours), cold(10_000, "cp -r"))
    rows += [("10,000 pages, cold / cp -r", 1.0, copied),
             ("10,000 pages, cold / cp -r, never above", 1.3, copied),
             ("1,000 to 10,000 pages, cold, times", 10.0, ratio(results, cold(10_000, ours), cold(1_000, ours)))]
    rows += [(f"{n:,} pages, no change / own cold", 0.45,
              ratio(results, (n, ours, "no_change", "wall"), cold(n, ours))) for n in sorted(sizes)]
    rows += [(f"{n:,} pages, check / own cold build", 1.5, ratio(results, cold(n, "check"), cold(n, ours)))
             for n in sorted(sizes)]
    rows.append(("10,000 pages, peak memory / Hugo's", 0.17,
                 ratio(results, cold(10_000, ours, "rss"), cold(10_000, "hugo", "rss"))))
    large = results.get("100000", {}).get(ours)
    rows += [("100,000 pages, peak memory, GiB", 1.5, large["cold"]["rss"] / MIB if large else None),
             ("10,000 to 100,000 pages, cold, times", 11.0,
              ratio(results, cold(100_000, ours), cold(10_000, ours)))]
    return rows


def aims_table(results, sizes):
    """The aims as rows of a table."""
    rows = [["aim", "at most", "measured", "met"]]
    for what, most, measured in aims(results, sizes):
        said = "–" if measured is None else "met" if measured <= most else "not met"
        rows.append([what, f"{most:g}", "not measured" if measured is None else f"{measured:.3f}", said])
    return rows
