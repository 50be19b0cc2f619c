// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/month_names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "fxlake/sources/language/label.h"

namespace fxlake::sources {
namespace {

struct Language {
  std::string_view code;
  std::string_view names;  // twelve, separated by spaces; "|" separates alternatives
};

constexpr Language kLanguages[] = {
    {"en", "January February March April May June July August September October November December"},
    {"es",
     "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre"},
    {"pt", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"},
    {"fr", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"},
    {"de", "Januar|Jänner Februar März April Mai Juni Juli August September Oktober November Dezember"},
    {"it", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"},
    {"nl", "januari februari maart|mrt april mei juni juli augustus september oktober november december"},
    {"sv", "januari februari mars april maj juni juli augusti september oktober november december"},
    {"da", "januar februar marts april maj juni juli august september oktober november december"},
    {"nb", "januar februar mars april mai juni juli august september oktober november desember"},
    {"is", "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember"},
    {"fi",
     "tammikuu|tammikuuta helmikuu|helmikuuta maaliskuu|maaliskuuta huhtikuu|huhtikuuta toukokuu|toukokuuta "
     "kesäkuu|kesäkuuta "
     "heinäkuu|heinäkuuta elokuu|elokuuta syyskuu|syyskuuta lokakuu|lokakuuta marraskuu|marraskuuta "
     "joulukuu|joulukuuta"},
    {"pl",
     "stycznia|styczeń lutego|luty marca|marzec kwietnia|kwiecień maja|maj czerwca|czerwiec lipca|lipiec "
     "sierpnia|sierpień "
     "września|wrzesień października|październik listopada|listopad grudnia|grudzień"},
    {"cs",
     "ledna|leden února|únor března|březen dubna|duben května|květen června|červen července|červenec "
     "srpna|srpen září října|říjen "
     "listopadu|listopad prosince|prosinec"},
    {"sk",
     "januára|január februára|február marca|marec apríla|apríl mája|máj júna|jún júla|júl augusta|august "
     "septembra|september "
     "októbra|október novembra|november decembra|december"},
    {"hr",
     "siječnja|siječanj veljače|veljača ožujka|ožujak travnja|travanj svibnja|svibanj lipnja|lipanj "
     "srpnja|srpanj kolovoza|kolovoz "
     "rujna|rujan listopada|listopad studenoga|studeni prosinca|prosinac"},
    {"sl", "januar februar marec april maj junij julij avgust september oktober november december"},
    {"sr",
     "januar|јануар februar|фебруар mart|март april|април maj|мај jun|juni|јун jul|juli|јул avgust|август "
     "septembar|септембар "
     "oktobar|октобар novembar|новембар decembar|децембар"},
    {"mk", "јануари февруари март април мај јуни јули август септември октомври ноември декември"},
    {"bg", "януари февруари март април май юни юли август септември октомври ноември декември"},
    {"ru",
     "января|январь февраля|февраль марта|март апреля|апрель мая|май июня|июнь июля|июль августа|август "
     "сентября|сентябрь "
     "октября|октябрь ноября|ноябрь декабря|декабрь"},
    {"uk",
     "січня|січень лютого|лютий березня|березень квітня|квітень травня|травень червня|червень липня|липень "
     "серпня|серпень "
     "вересня|вересень жовтня|жовтень листопада|листопад грудня|грудень"},
    {"ro",
     "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie"},
    {"hu",
     "január február március április május június július augusztus szeptember október november december"},
    {"tr", "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"},
    {"az", "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"},
    {"uz", "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr"},
    {"sq", "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor"},
    {"el",
     "Ιανουαρίου|Ιανουάριος Φεβρουαρίου|Φεβρουάριος Μαρτίου|Μάρτιος Απριλίου|Απρίλιος Μαΐου|Μάιος "
     "Ιουνίου|Ιούνιος Ιουλίου|Ιούλιος "
     "Αυγούστου|Αύγουστος Σεπτεμβρίου|Σεπτέμβριος Οκτωβρίου|Οκτώβριος Νοεμβρίου|Νοέμβριος "
     "Δεκεμβρίου|Δεκέμβριος"},
    {"id", "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"},
    {"ms", "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember"},
    {"et", "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember"},
    {"lv",
     "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris"},
    {"lt",
     "sausio|sausis vasario|vasaris kovo|kovas balandžio|balandis gegužės|gegužė birželio|birželis "
     "liepos|liepa rugpjūčio|rugpjūtis "
     "rugsėjo|rugsėjis spalio|spalis lapkričio|lapkritis gruodžio|gruodis"},
};

// Normalized for comparison: upper case, without accents.
std::string Plain(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> kLetters[] = {
      {"Á", "A"}, {"À", "A"}, {"Â", "A"}, {"Ã", "A"}, {"Ä", "A"}, {"Ā", "A"}, {"Ç", "C"}, {"Č", "C"},
      {"Ć", "C"}, {"É", "E"}, {"È", "E"}, {"Ê", "E"}, {"Ë", "E"}, {"Ě", "E"}, {"Ė", "E"}, {"Ğ", "G"},
      {"Í", "I"}, {"Î", "I"}, {"İ", "I"}, {"Ī", "I"}, {"ı", "I"}, {"Ł", "L"}, {"Ń", "N"}, {"Ñ", "N"},
      {"Ó", "O"}, {"Ô", "O"}, {"Ö", "O"}, {"Ő", "O"}, {"Ř", "R"}, {"Ś", "S"}, {"Š", "S"}, {"Ş", "S"},
      {"Ș", "S"}, {"Ú", "U"}, {"Û", "U"}, {"Ü", "U"}, {"Ű", "U"}, {"Ů", "U"}, {"Ū", "U"}, {"Ý", "Y"},
      {"Ź", "Z"}, {"Ż", "Z"}, {"Ž", "Z"}, {"Ά", "Α"}, {"Έ", "Ε"}, {"Ή", "Η"}, {"Ί", "Ι"}, {"Ό", "Ο"},
      {"Ύ", "Υ"}, {"Ώ", "Ω"}, {"ά", "Α"}, {"έ", "Ε"}, {"ή", "Η"}, {"ί", "Ι"}, {"ό", "Ο"}, {"ύ", "Υ"},
      {"ώ", "Ω"}, {"ΐ", "Ι"}, {"ς", "Σ"}, {"Ϊ", "Ι"}};
  const auto capitals = NormalLabel(text);
  std::string plain;
  for (std::string_view rest = capitals; !rest.empty();) {
    const auto known = std::ranges::find_if(
        kLetters, [&](const auto& character) { return rest.starts_with(character.first); });
    const bool is_known = known != std::ranges::end(kLetters);
    plain += is_known ? known->second : rest.substr(0, 1);
    rest.remove_prefix(is_known ? known->first.size() : 1);
  }
  return plain;
}

bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// The word at the front; no-break spaces are not letters.
std::string_view WordOf(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && IsAsciiLetter(text[length]) &&
         !text.substr(length).starts_with("\xC2\xA0") && !text.substr(length).starts_with("\xE2\x80\xAF")) {
    ++length;
  }
  return text.substr(0, length);
}

std::size_t CharacterCount(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::vector<std::string> Split(std::string_view text, char mark) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto part = text.substr(0, text.find(mark));
    parts.emplace_back(part);
    text.remove_prefix(std::min(part.size() + 1, text.size()));
  }
  return parts;
}

std::vector<std::vector<std::string>> NamesOf(const std::vector<std::string>& months) {
  std::vector<std::vector<std::string>> names;
  for (const auto& month : months) names.push_back(Split(month, '|'));
  return names;
}

}  // namespace

MonthNames::MonthNames(std::vector<std::vector<std::string>> names) : names_(std::move(names)) {
  for (const auto& month : names_) {
    auto& plain = plain_.emplace_back();
    for (const auto& name : month) plain.push_back(Plain(name));
  }
}

MonthNames::MonthNames() : MonthNames(NamesOf(Split(kLanguages[0].names, ' '))) {}

std::vector<std::string_view> MonthNames::Languages() {
  std::vector<std::string_view> codes;
  for (const auto& language : kLanguages) codes.push_back(language.code);
  return codes;
}

Result<MonthNames> MonthNames::Of(std::string_view code) {
  for (const auto& language : kLanguages) {
    if (language.code == code) return MonthNames(NamesOf(Split(language.names, ' ')));
  }
  return InvalidInput(fmt::format("unknown language \"{}\"; write the twelve names, or one of {}", code,
                                  fmt::join(Languages(), ", ")));
}

Result<MonthNames> MonthNames::Listed(const std::vector<std::string>& twelve) {
  if (twelve.size() != 12 || std::ranges::any_of(twelve, &std::string::empty))
    return InvalidInput(
        fmt::format("expected a language or the names of twelve months, not {}", twelve.size()));
  return MonthNames(NamesOf(twelve));
}

int MonthNames::Take(std::string_view& text) const {
  constexpr std::size_t kFewestLetters = 3;
  const auto word = WordOf(text);
  const auto plain = Plain(word);
  int begun = 0, months_begun = 0;
  for (std::size_t month = 0; month < plain_.size(); ++month) {
    bool begins = false;
    for (const auto& name : plain_[month]) {
      if (name == plain) {
        text.remove_prefix(word.size());
        return static_cast<int>(month) + 1;
      }
      begins = begins || (CharacterCount(plain) >= kFewestLetters && name.starts_with(plain));
    }
    if (!begins) continue;
    begun = static_cast<int>(month) + 1;
    ++months_begun;
  }
  if (months_begun != 1) return 0;
  text.remove_prefix(word.size());
  return begun;
}

}  // namespace fxlake::sources
