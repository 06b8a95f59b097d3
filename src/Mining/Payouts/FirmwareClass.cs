using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>How large a coinbase a kind of mining machine takes before it truncates or rejects it.</summary>
/// <param name="Name">What the kind is called.</param>
/// <param name="CoinbaseSizeMax">Bytes without witness, as a machine is sent them.</param>
/// <remarks>The classes are those by which DATUM sends coinbases.</remarks>
public sealed record FirmwareClass(string Name, int CoinbaseSizeMax)
{
    /// <summary>Hash power that is rented.</summary>
    public static readonly FirmwareClass NiceHash = new("NiceHash", 500);

    /// <summary>Antminers as they are sold.</summary>
    public static readonly FirmwareClass AntminerStock = new("Antminer stock", 755);

    /// <summary>The Antminer S21.</summary>
    public static readonly FirmwareClass AntminerS21 = new("Antminer S21", 2_250);

    /// <summary>Whatsminer and Bitaxe.</summary>
    public static readonly FirmwareClass Whatsminer = new("Whatsminer", 6_500);

    /// <summary>Machines with ePIC's firmware.</summary>
    public static readonly FirmwareClass Epic = new("ePIC", 16_000);

    /// <summary>All of them, the smallest first.</summary>
    public static readonly Sequence<FirmwareClass> All =
        [NiceHash, AntminerStock, AntminerS21, Whatsminer, Epic];

    /// <summary>How many direct outputs fit.</summary>
    /// <param name="frame">What else is in the coinbase.</param>
    /// <param name="scriptLength">The bytes of each recipient's script; 34 for P2TR.</param>
    public int OutputsMax(CoinbaseFrame frame, int scriptLength)
    {
        int outputSize = TransactionOutput.SizeWith(scriptLength);
        int most = Math.Max(0, (CoinbaseSizeMax - frame.SizeWith(0, 0)) / outputSize);

        // With more outputs their number may take more bytes.
        while (most > 0 && frame.SizeWith(most, most * outputSize) > CoinbaseSizeMax)
        {
            most--;
        }

        return most;
    }

    /// <summary>Why machines of this kind cannot mine a payout, or null.</summary>
    /// <param name="frame">What else is in the coinbase.</param>
    /// <param name="payout">What the coinbase pays.</param>
    public Refusal? Check(CoinbaseFrame frame, PayoutResult.Paid payout)
    {
        ArgumentNullException.ThrowIfNull(payout);
        int outputsSize = payout.Outputs.Sum(static o => TransactionOutput.SizeWith(o.Script.Length));
        int size = frame.SizeWith(payout.Outputs.Count, outputsSize);
        return size > CoinbaseSizeMax ? PayoutRefusals.BeyondFirmware(Name, size, CoinbaseSizeMax) : null;
    }
}
