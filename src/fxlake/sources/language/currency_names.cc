// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/currency_names.h"

#include <string>
#include <unordered_map>

#include "fxlake/rates/currency.h"
#include "fxlake/sources/language/label.h"

namespace fxlake::sources {
namespace {

using rates::CurrencyCode;

// Names in ISO 4217 and other common names, as labels (label.h) separated by "|". A name that two currencies
// had within a few years (leone, dobra, ouguiya, bolivar) is omitted where only the date could decide.
struct OtherNames {
  CurrencyCode code;
  std::string_view names;
};
constexpr OtherNames kOtherNames[] = {
    {CurrencyCode::Of("AED"),
     "UAE DIRHAM|U.A.E. DIRHAM|EMIRATES DIRHAM|EMIRATI DIRHAM|UNITED ARAB EMIRATES DIRHAMS"},
    {CurrencyCode::Of("AFN"), "AFGHANI|AFGHANISTAN AFGHANI"},
    {CurrencyCode::Of("ALL"), "LEK|ALBANIA LEK"},
    {CurrencyCode::Of("AMD"), "ARMENIA DRAM|DRAM"},
    {CurrencyCode::Of("AOA"), "KWANZA|ANGOLA KWANZA"},
    {CurrencyCode::Of("ARS"), "ARGENTINA PESO|ARGENTINIAN PESO"},
    {CurrencyCode::Of("AUD"), "A$|AUSTRALIA DOLLAR|AUS DOLLAR|AUS. DOLLAR"},
    {CurrencyCode::Of("AWG"), "ARUBA FLORIN|ARUBAN GUILDER"},
    {CurrencyCode::Of("AZN"), "AZERBAIJAN MANAT"},
    {CurrencyCode::Of("BAM"),
     "CONVERTIBLE MARK|BOSNIAN CONVERTIBLE MARK|BOSNIA AND HERZEGOVINA CONVERTIBLE MARKS"},
    {CurrencyCode::Of("BBD"), "BARBADOS DOLLAR"},
    {CurrencyCode::Of("BDT"), "TAKA|BANGLADESH TAKA"},
    {CurrencyCode::Of("BGN"), "BULGARIA LEV"},
    {CurrencyCode::Of("BHD"), "BAHRAIN DINAR"},
    {CurrencyCode::Of("BIF"), "BURUNDI FRANC"},
    {CurrencyCode::Of("BMD"), "BERMUDA DOLLAR|BERMUDAN DOLLAR"},
    {CurrencyCode::Of("BND"), "BRUNEIAN DOLLAR"},
    {CurrencyCode::Of("BOB"), "BOLIVIANO|BOLIVIA BOLIVIANO"},
    {CurrencyCode::Of("BOV"), "MVDOL"},
    {CurrencyCode::Of("BRL"), "BRAZIL REAL"},
    {CurrencyCode::Of("BSD"), "BAHAMAS DOLLAR"},
    {CurrencyCode::Of("BTN"), "NGULTRUM|BHUTAN NGULTRUM"},
    {CurrencyCode::Of("BWP"), "PULA|BOTSWANA PULA"},
    {CurrencyCode::Of("BYN"), "BELARUSIAN ROUBLE|BELARUS RUBLE|BELARUSSIAN RUBLE"},
    {CurrencyCode::Of("BZD"), "BELIZEAN DOLLAR"},
    {CurrencyCode::Of("CAD"), "C$|CAN$|CANADA DOLLAR"},
    {CurrencyCode::Of("CDF"), "CONGO FRANC|CONGOLAIS FRANC"},
    {CurrencyCode::Of("CHF"), "SWITZERLAND FRANC|SWISS FRANCS|SFR"},
    {CurrencyCode::Of("CLP"), "CHILE PESO"},
    {CurrencyCode::Of("CNH"), "OFFSHORE RENMINBI|OFFSHORE YUAN|CHINESE OFFSHORE YUAN"},
    {CurrencyCode::Of("CNY"),
     "CHINESE YUAN|YUAN RENMINBI|RENMINBI|CHINESE RENMINBI|CHINA YUAN|CHINESE YUAN RENMINBI|CHINA "
     "RENMINBI|YUAN|RMB"},
    {CurrencyCode::Of("COP"), "COLOMBIA PESO"},
    {CurrencyCode::Of("CRC"), "COSTA RICAN COLON|COSTA RICA COLON"},
    {CurrencyCode::Of("CUP"), "CUBA PESO"},
    {CurrencyCode::Of("CVE"), "CABO VERDE ESCUDO|CAPE VERDE ESCUDO|CABO VERDEAN ESCUDO"},
    {CurrencyCode::Of("CZK"), "CZECH CROWN|CZECH REPUBLIC KORUNA"},
    {CurrencyCode::Of("DJF"), "DJIBOUTI FRANC"},
    {CurrencyCode::Of("DKK"), "DANISH CROWN|DENMARK KRONE|DANISH KRONER|DANISH KRONA"},
    {CurrencyCode::Of("DOP"), "DOMINICAN REPUBLIC PESO"},
    {CurrencyCode::Of("DZD"), "ALGERIA DINAR"},
    {CurrencyCode::Of("EGP"), "EGYPT POUND"},
    {CurrencyCode::Of("ERN"), "NAKFA|ERITREA NAKFA"},
    {CurrencyCode::Of("ETB"), "ETHIOPIA BIRR|BIRR"},
    {CurrencyCode::Of("EUR"), "\xE2\x82\xAC|EUROS"},
    {CurrencyCode::Of("FJD"), "FIJI DOLLAR|FIJI$"},
    {CurrencyCode::Of("FKP"), "FALKLAND ISLANDS POUND"},
    {CurrencyCode::Of("GBP"),
     "\xC2\xA3|STG|POUND STERLING|STERLING|STERLING POUND|POUNDS STERLING|UK POUND|U.K. POUND|UK POUND "
     "STERLING|UK POUNDS STERLING|GREAT "
     "BRITAIN POUND|GREAT BRITISH POUND|BRITISH POUND STERLING|UNITED KINGDOM POUND|BRITISH POUNDS STERLING"},
    {CurrencyCode::Of("GEL"), "LARI|GEORGIA LARI"},
    {CurrencyCode::Of("GHS"), "GHANA CEDI"},
    {CurrencyCode::Of("GIP"), "GIBRALTARIAN POUND"},
    {CurrencyCode::Of("GMD"), "DALASI|GAMBIA DALASI"},
    {CurrencyCode::Of("GNF"), "GUINEA FRANC"},
    {CurrencyCode::Of("GTQ"), "QUETZAL|GUATEMALA QUETZAL"},
    {CurrencyCode::Of("GYD"), "GUYANA DOLLAR"},
    {CurrencyCode::Of("HKD"), "HK$|HONGKONG DOLLAR|HONG KONG DOLLARS"},
    {CurrencyCode::Of("HNL"), "LEMPIRA|HONDURAS LEMPIRA"},
    {CurrencyCode::Of("HTG"), "GOURDE|HAITI GOURDE"},
    {CurrencyCode::Of("HUF"), "FORINT|HUNGARY FORINT"},
    {CurrencyCode::Of("IDR"), "RUPIAH|INDONESIA RUPIAH"},
    {CurrencyCode::Of("ILS"),
     "NEW ISRAELI SHEQEL|NEW ISRAELI SHEKEL|ISRAELI SHEKEL|ISRAELI NEW SHEKEL|ISRAEL SHEKEL|ISRAELI SHEQEL"},
    {CurrencyCode::Of("INR"), "INDIA RUPEE|INDIAN RUPEES"},
    {CurrencyCode::Of("IQD"), "IRAQ DINAR"},
    {CurrencyCode::Of("IRR"), "IRAN RIAL|IRANIAN RIALS"},
    {CurrencyCode::Of("ISK"), "ICELAND KRONA|ICELANDIC KRONA|ICELANDIC CROWN"},
    {CurrencyCode::Of("JMD"), "JAMAICA DOLLAR|J$"},
    {CurrencyCode::Of("JOD"), "JORDAN DINAR"},
    {CurrencyCode::Of("JPY"), "\xC2\xA5|YEN|JAPAN YEN|JAPANESE YENS"},
    {CurrencyCode::Of("KES"), "KENYA SHILLING"},
    {CurrencyCode::Of("KGS"), "KYRGYZ SOM|KYRGYZSTAN SOM"},
    {CurrencyCode::Of("KHR"), "RIEL|CAMBODIA RIEL"},
    {CurrencyCode::Of("KMF"), "COMOROS FRANC|COMORO FRANC"},
    {CurrencyCode::Of("KRW"), "KOREAN WON|SOUTH KOREA WON|KOREA WON|REPUBLIC OF KOREA WON|WON"},
    {CurrencyCode::Of("KPW"), "NORTH KOREA WON"},
    {CurrencyCode::Of("KWD"), "KUWAIT DINAR"},
    {CurrencyCode::Of("KYD"), "CAYMAN DOLLAR|CAYMAN ISLAND DOLLAR"},
    {CurrencyCode::Of("KZT"), "TENGE|KAZAKHSTAN TENGE|KAZAKH TENGE"},
    {CurrencyCode::Of("LAK"), "LAOTIAN KIP|LAOS KIP|KIP"},
    {CurrencyCode::Of("LBP"), "LEBANON POUND|LEBANESE LIRA"},
    {CurrencyCode::Of("LKR"), "SRI LANKA RUPEE"},
    {CurrencyCode::Of("LRD"), "LIBERIA DOLLAR"},
    {CurrencyCode::Of("LSL"), "LOTI|LESOTHO MALOTI|MALOTI"},
    {CurrencyCode::Of("LYD"), "LIBYA DINAR"},
    {CurrencyCode::Of("MAD"), "MOROCCO DIRHAM"},
    {CurrencyCode::Of("MDL"), "MOLDOVA LEU|MOLDOVIAN LEU"},
    {CurrencyCode::Of("MGA"), "ARIARY|MADAGASCAR ARIARY"},
    {CurrencyCode::Of("MKD"), "DENAR|NORTH MACEDONIAN DENAR|MACEDONIA DENAR"},
    {CurrencyCode::Of("MMK"), "KYAT|BURMESE KYAT|MYANMAR KYATS"},
    {CurrencyCode::Of("MNT"), "TUGRIK|MONGOLIAN TUGRIK|MONGOLIA TUGRIK|MONGOLIAN TUGRUG"},
    {CurrencyCode::Of("MOP"), "PATACA|MACAU PATACA|MACAO PATACA"},
    {CurrencyCode::Of("MUR"), "MAURITIUS RUPEE"},
    {CurrencyCode::Of("MVR"), "RUFIYAA|MALDIVES RUFIYAA|MALDIVIAN RUFIYA"},
    {CurrencyCode::Of("MWK"), "MALAWI KWACHA"},
    {CurrencyCode::Of("MXN"), "MEXICO PESO"},
    {CurrencyCode::Of("MYR"), "RINGGIT|MALAYSIA RINGGIT"},
    {CurrencyCode::Of("MZN"), "MOZAMBIQUE METICAL|MOZAMBIQUE NEW METICAL"},
    {CurrencyCode::Of("NAD"), "NAMIBIA DOLLAR"},
    {CurrencyCode::Of("NGN"), "NAIRA|NIGERIA NAIRA"},
    {CurrencyCode::Of("NIO"), "CORDOBA ORO|NICARAGUAN CORDOBA|NICARAGUA CORDOBA"},
    {CurrencyCode::Of("NOK"), "NORWEGIAN CROWN|NORWAY KRONE|NORWEGIAN KRONER|NORWEGIAN KRONA"},
    {CurrencyCode::Of("NPR"), "NEPAL RUPEE|NEPALI RUPEE"},
    {CurrencyCode::Of("NZD"), "NZ$|NEWZEALAND DOLLAR|NZ DOLLAR"},
    {CurrencyCode::Of("OMR"), "RIAL OMANI|OMANI RIYAL|OMAN RIAL|OMAN RIYAL"},
    {CurrencyCode::Of("PAB"), "BALBOA|PANAMA BALBOA"},
    {CurrencyCode::Of("PEN"), "PERUVIAN NUEVO SOL|PERUVIAN NEW SOL|NUEVO SOL|PERU SOL"},
    {CurrencyCode::Of("PGK"), "KINA|PAPUA NEW GUINEA KINA|PNG KINA"},
    {CurrencyCode::Of("PHP"), "PHILIPPINES PESO|PHILIPPINE PISO"},
    {CurrencyCode::Of("PKR"), "PAKISTAN RUPEE"},
    {CurrencyCode::Of("PLN"), "ZLOTY|POLISH ZLOTY|POLAND ZLOTY|Z\xC5\x81OTY"},
    {CurrencyCode::Of("PYG"), "GUARANI|PARAGUAYAN GUARANI|PARAGUAY GUARANI"},
    {CurrencyCode::Of("QAR"), "QATARI RIAL|QATAR RIYAL|QATAR RIAL"},
    {CurrencyCode::Of("RON"), "ROMANIA LEU|ROMANIAN NEW LEU|NEW ROMANIAN LEU"},
    {CurrencyCode::Of("RSD"), "SERBIA DINAR"},
    {CurrencyCode::Of("RUB"), "RUSSIAN ROUBLE|RUSSIA RUBLE|RUSSIAN RUBLES|RUSSIAN ROUBLES"},
    {CurrencyCode::Of("RWF"), "RWANDA FRANC|RWANDESE FRANC"},
    {CurrencyCode::Of("SAR"), "SAUDI RIAL|SAUDI ARABIAN RIYAL|SAUDI ARABIA RIYAL|SAUDI ARABIAN RIAL"},
    {CurrencyCode::Of("SBD"), "SOLOMON ISLAND DOLLAR"},
    {CurrencyCode::Of("SCR"), "SEYCHELLES RUPEE"},
    {CurrencyCode::Of("SDG"), "SUDAN POUND"},
    {CurrencyCode::Of("SEK"), "SWEDISH CROWN|SWEDEN KRONA|SWEDISH KRONOR|SWEDISH KRONER|SWEDISH KRONE"},
    {CurrencyCode::Of("SGD"), "S$|SINGAPOREAN DOLLAR"},
    {CurrencyCode::Of("SHP"), "SAINT HELENA POUND|ST. HELENA POUND|ST HELENA POUND"},
    {CurrencyCode::Of("SOS"), "SOMALIA SHILLING"},
    {CurrencyCode::Of("SRD"), "SURINAM DOLLAR|SURINAME DOLLAR"},
    {CurrencyCode::Of("SSP"), "SOUTH SUDAN POUND"},
    {CurrencyCode::Of("SVC"), "EL SALVADOR COLON|SALVADORAN COLON"},
    {CurrencyCode::Of("SYP"), "SYRIA POUND"},
    {CurrencyCode::Of("SZL"), "LILANGENI|SWAZILAND LILANGENI|ESWATINI LILANGENI|EMALANGENI"},
    {CurrencyCode::Of("THB"), "BAHT|THAILAND BAHT"},
    {CurrencyCode::Of("TJS"), "SOMONI|TAJIKISTAN SOMONI|TAJIK SOMONI"},
    {CurrencyCode::Of("TMT"), "TURKMENISTAN NEW MANAT|TURKMENISTAN MANAT|TURKMEN MANAT"},
    {CurrencyCode::Of("TND"), "TUNISIA DINAR"},
    {CurrencyCode::Of("TOP"), "PA'ANGA|TONGAN PA'ANGA|TONGA PA'ANGA"},
    {CurrencyCode::Of("TRY"), "TURKISH NEW LIRA|NEW TURKISH LIRA|TURKEY LIRA"},
    {CurrencyCode::Of("TTD"), "TRINIDAD & TOBAGO DOLLAR|TRINIDAD DOLLAR|TT$"},
    {CurrencyCode::Of("TWD"), "TAIWAN DOLLAR|TAIWANESE DOLLAR|TAIWAN NEW DOLLAR|NT$"},
    {CurrencyCode::Of("TZS"), "TANZANIA SHILLING"},
    {CurrencyCode::Of("UAH"), "HRYVNIA|UKRAINE HRYVNIA|UKRAINIAN HRYVNYA"},
    {CurrencyCode::Of("UGX"), "UGANDA SHILLING"},
    {CurrencyCode::Of("USD"),
     "US$|U.S.$|US DOLLAR|U.S. DOLLAR|US DOLLARS|U.S. DOLLARS|UNITED STATES DOLLARS|UNITED STATES OF AMERICA "
     "DOLLAR|USA DOLLAR|AMERICAN "
     "DOLLAR"},
    {CurrencyCode::Of("UYU"), "PESO URUGUAYO|URUGUAY PESO"},
    {CurrencyCode::Of("UZS"), "UZBEKISTAN SUM|UZBEK SUM|UZBEK SOM|UZBEKISTAN SOM"},
    {CurrencyCode::Of("VND"), "DONG|VIETNAMESE DONG|VIETNAM DONG|VIET NAM DONG"},
    {CurrencyCode::Of("VUV"), "VATU|VANUATU VATUS"},
    {CurrencyCode::Of("WST"), "TALA|SAMOA TALA"},
    {CurrencyCode::Of("XAF"), "CFA FRANC BEAC|FRANC CFA BEAC|CENTRAL AFRICAN FRANC|BEAC CFA FRANC"},
    {CurrencyCode::Of("XCD"), "EASTERN CARIBBEAN DOLLAR|EC DOLLAR|EC$"},
    {CurrencyCode::Of("XDR"),
     "SDR|DTS|DEG|SPECIAL DRAWING RIGHT|SDR (SPECIAL DRAWING RIGHT)|SPECIAL DRAWING RIGHTS (SDR)|SPECIAL "
     "DRAWING RIGHT (SDR)|IMF SPECIAL "
     "DRAWING RIGHTS"},
    {CurrencyCode::Of("XEU"), "ECU|EUROPEAN CURRENCY UNIT (E.C.U.)"},
    {CurrencyCode::Of("XOF"), "CFA FRANC BCEAO|FRANC CFA BCEAO|WEST AFRICAN FRANC|BCEAO CFA FRANC"},
    {CurrencyCode::Of("XPF"), "PACIFIC FRANC|FRANC CFP"},
    {CurrencyCode::Of("YER"), "YEMEN RIAL|YEMENI RIYAL"},
    {CurrencyCode::Of("ZAR"), "RAND|SOUTH AFRICA RAND"},
    {CurrencyCode::Of("ZMW"), "ZAMBIA KWACHA|ZAMBIAN NEW KWACHA"},
};

}  // namespace

std::optional<CurrencyCode> CurrencyByName(const std::string& label) {
  static const auto kNames = [] {
    std::unordered_map<std::string, CurrencyCode> names;
    for (const auto& currency : rates::AllCurrencies())
      names.emplace(NormalLabel(currency.name), currency.code);
    for (const auto& [code, forms] : kOtherNames) {
      for (auto rest = forms; !rest.empty();) {
        const auto name = rest.substr(0, rest.find('|'));
        names.insert_or_assign(std::string(name), code);
        rest.remove_prefix(name.size() == rest.size() ? rest.size() : name.size() + 1);
      }
    }
    return names;
  }();
  const auto found = kNames.find(label);
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace fxlake::sources
