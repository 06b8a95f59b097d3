using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>Judges whether a devnet did what it promises.</summary>
internal static class DevnetVerdict
{
    private const long EarnedPerMilleMin = 950;

    /// <summary>What a pool must earn of what others of the same slots do, in thousandths.</summary>
    /// <param name="options">
    /// Where a story kills a member, that one would have led one duty in so many as there are seats, and
    /// these may be late.
    /// </param>
    internal static long EarningsMin(DevnetOptions options) =>
        options.HasMoney ? EarnedPerMilleMin * (options.Seats - 1) / options.Seats : EarnedPerMilleMin;

    /// <summary>What went wrong; none when all is well.</summary>
    /// <param name="model">What happened.</param>
    /// <param name="options">What was to happen.</param>
    /// <param name="hasDuties">True when the pools' validators were active, so that they had to
    /// attest.</param>
    internal static IEnumerable<string> Problems(
        DevnetModel model, DevnetOptions options, bool hasDuties)
    {
        foreach (PoolProgress pool in model.Pools)
        {
            foreach (string problem in Problems(pool, options, hasDuties))
            {
                yield return $"pool {pool.Id}: {problem}";
            }
        }

        if (model.Equivocations > 0)
        {
            yield return $"{model.Equivocations} contradictions between messages of one operator were seen";
        }
    }

    /// <summary>
    /// The terms in which the key should have been handed over, and was not. Where a story kills a member
    /// none is to spare: who is late makes an attempt fail, and the old committee goes on until the next.
    /// </summary>
    private static IEnumerable<Term> TermsWithout(PoolProgress pool, DevnetOptions options)
    {
        var last = new Term(options.Terms);
        if (options.HasMoney)
        {
            return pool.Terms.Any(t => t >= last) ? [] : [last];
        }

        return Enumerable.Range(1, (int)options.Terms)
            .Select(static t => new Term((ulong)t))
            .Where(t => !pool.Terms.Contains(t));
    }

    private static IEnumerable<string> Problems(
        PoolProgress pool, DevnetOptions options, bool hasDuties)
    {
        if (pool.GroupKey is null)
        {
            yield return "no key was generated";
            yield break;
        }

        if (pool.HasKeyChanged)
        {
            yield return "its public key changed";
        }

        foreach (Term term in TermsWithout(pool, options))
        {
            yield return $"its key was not handed over in term {term}";
        }

        if (hasDuties && pool.Made == 0)
        {
            yield return "it never attested";
        }

        long least = EarningsMin(options);
        if (hasDuties && pool.Earned.Epochs > 0 && pool.Earned.PerMille < least)
        {
            yield return $"it earned {pool.Earned.Gwei} Gwei by attesting, "
                + $"the others of its slots {pool.Earned.Others} on the average: less than {least / 10} %";
        }
    }
}
