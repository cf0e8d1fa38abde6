/* Wine 8 has no bcryptprimitives.dll, from which every Go program takes its
 * random numbers on Windows. This stand-in asks Wine's advapi32 for them.
 * It is laid in the Wine prefix of make windows-check and never shipped:
 * Windows 10 and newer bring their own. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)
{
	while (length > 0) {
		ULONG part = length > 0x7fffffff ? 0x7fffffff : (ULONG)length;
		if (!SystemFunction036(data, part))
			return FALSE;
		data += part;
		length -= part;
	}
	return TRUE;
}
