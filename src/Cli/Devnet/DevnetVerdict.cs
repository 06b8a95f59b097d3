using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>Judges whether a devnet did what it promises.</summary>
internal static class DevnetVerdict
{
    /// <summary>Of what the others earned by attesting, in thousandths.</summary>
    internal const long EarnedPerMilleMin = 950;

    /// <summary>What went wrong; none when all is well.</summary>
    /// <param name="model">What happened.</param>
    /// <param name="terms">How many terms were to be lived through.</param>
    /// <param name="hasDuties">True when the pools' validators were active, so that they had to
    /// attest.</param>
    internal static IEnumerable<string> Problems(DevnetModel model, ulong terms, bool hasDuties)
    {
        foreach (PoolProgress pool in model.Pools)
        {
            foreach (string problem in Problems(pool, terms, hasDuties))
            {
                yield return $"pool {pool.Id}: {problem}";
            }
        }

        if (model.Equivocations > 0)
        {
            yield return $"{model.Equivocations} contradictions between messages of one operator were seen";
        }
    }

    private static IEnumerable<string> Problems(PoolProgress pool, ulong terms, bool hasDuties)
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

        for (ulong term = 1; term <= terms; term++)
        {
            if (!pool.Terms.Contains(new Term(term)))
            {
                yield return $"its key was not handed over in term {term}";
            }
        }

        if (hasDuties && pool.Made == 0)
        {
            yield return "it never attested";
        }

        if (hasDuties && pool.Earned.Epochs > 0 && pool.Earned.PerMille < EarnedPerMilleMin)
        {
            yield return $"it earned {pool.Earned.Gwei} Gwei by attesting, "
                + $"the others {pool.Earned.Others} on the average: less than {EarnedPerMilleMin / 10} %";
        }
    }
}
